import { readCidr } from "../cidr";
import { rememberingEarlier } from "./earlier";
import { requireAccount } from "./required";
import { livingEntries } from "./routes";
import type { PrefixList, PrefixListRecord } from "./routing-model";
import type { SeedPrefixList } from "./seed";
import type { Store } from "./store";
import type { World } from "./world";

/** A prefix list by its id, or undefined. */
export function findPrefixList<List extends PrefixList>(lists: readonly List[], id: string): List | undefined {
	return lists.find((list) => list.id === id);
}

/** The ranges that an entry leads to: its destination itself, or those of the prefix list that it names. */
export function rangesOf(lists: readonly PrefixList[], destination: string): readonly string[] {
	return findPrefixList(lists, destination)?.cidrBlocks ?? [destination];
}

/** How many entries of its table's quota an entry takes (alicloud-api.md 3.4). */
export function quotaOf(lists: readonly PrefixList[], destination: string): number {
	return findPrefixList(lists, destination)?.maxEntries ?? 1;
}

/** The IP version of an entry's destination. */
export function versionOf(lists: readonly PrefixList[], destination: string): "IPv4" | "IPv6" {
	return findPrefixList(lists, destination)?.ipVersion ?? readCidr(destination)?.version ?? "IPv4";
}

/**
 * A record out of its short description.
 *
 * @throws RangeError on ranges that are none, of two versions, or more than it may have.
 */
export function prefixListFromSeed(list: SeedPrefixList, ownerUid: string, now: number): PrefixListRecord {
	const { id, regionId, name = id, maxEntries = Math.max(1, list.cidrBlocks.length) } = list;
	if (!id.startsWith("pl-")) throw new RangeError(`The id ${id} of a prefix list does not begin with pl-`);
	const ipVersion = list.ipVersion ?? readCidr(list.cidrBlocks[0] ?? "")?.version ?? "IPv4";
	const cidrBlocks = checkedRanges({ id, ipVersion, maxEntries }, list.cidrBlocks);
	return { id, regionId, ownerUid, name, ipVersion, cidrBlocks, maxEntries, createdAt: now };
}

/** A list as tests see it. */
export function prefixListSnapshot(list: PrefixListRecord): PrefixList {
	const { ownerUid: _owner, createdAt: _createdAt, ...fields } = structuredClone(list);
	return fields;
}

/** The part of the world that is about prefix lists. */
export function prefixListWorld(store: Store) {
	const required = (id: string): PrefixListRecord => {
		const list = findPrefixList(store.state.prefixLists, id);
		if (list === undefined) throw new RangeError(`The emulator has no prefix list ${id}`);
		return list;
	};
	return {
		addPrefixList: (uid, wanted) => {
			requireAccount(store, uid);
			if (findPrefixList(store.state.prefixLists, wanted.id) !== undefined) {
				throw new RangeError(`The emulator has a prefix list ${wanted.id} already`);
			}
			const list = prefixListFromSeed(wanted, uid, store.now());
			store.state.prefixLists.push(list);
			store.save();
			return prefixListSnapshot(list);
		},
		changePrefixList: (id, { name, cidrBlocks }) => {
			const list = required(id);
			const ranges = checkedRanges(list, cidrBlocks ?? list.cidrBlocks);
			rememberingEarlier(store, [id], () => Object.assign(list, { cidrBlocks: ranges, name: name ?? list.name }));
			store.save();
		},
		removePrefixList: (id) => {
			required(id);
			const entry = livingEntries(store).find(({ destinationCidrBlock }) => destinationCidrBlock === id);
			if (entry !== undefined) throw new RangeError(`The route entry ${entry.id} leads to the prefix list ${id}`);
			rememberingEarlier(store, [id], () => {
				store.state.prefixLists = store.state.prefixLists.filter((list) => list.id !== id);
			});
			store.save();
		},
	} satisfies Partial<World>;
}

/** Ranges in their one form. */
function checkedRanges(
	{ id, ipVersion, maxEntries }: Pick<PrefixList, "id" | "ipVersion" | "maxEntries">,
	texts: readonly string[],
): string[] {
	const ranges = texts.map((text) => {
		const range = readCidr(text);
		if (range === undefined) throw new RangeError(`${text} in the prefix list ${id} is not a CIDR block`);
		if (range.version !== ipVersion) throw new RangeError(`${text} in the prefix list ${id} is not ${ipVersion}`);
		return range.text;
	});
	const [twice] = ranges.filter((range, index) => ranges.indexOf(range) < index);
	if (twice !== undefined) throw new RangeError(`${twice} is in the prefix list ${id} twice`);
	if (ranges.length > maxEntries) {
		throw new RangeError(`The prefix list ${id} has ${ranges.length} ranges, more than its ${maxEntries}`);
	}
	return ranges;
}
