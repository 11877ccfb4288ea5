/** Longer names serve nobody; the engine has no limit of its own. */
const longestName = 200;

/** Whether a resource can bear a name: it becomes a part of its URN, whose parts are separated by `::`. */
export function isResourceName(name: string): boolean {
	return name.length > 0 && name.length <= longestName && !unusable.test(name);
}

/** A name from the cloud or a state as a resource can bear it. */
export function toResourceName(name: string): string {
	return [...name.replaceAll(new RegExp(unusable, "gu"), "-")].slice(0, longestName).join("") || "peering";
}

/** Control characters, and what separates the parts of a URN. */
const unusable = /\p{Cc}|::/u;

/** Gives each resource a name of its own among those of its kind, as close to the proposed one as possible. */
export class ResourceNames {
	private readonly taken = new Set<string>();

	unique(kind: string, proposed: string): string {
		return firstFree(proposed, "-", (name) => this.take(`${kind} ${name}`));
	}

	private take(key: string): boolean {
		const free = !this.taken.has(key);
		this.taken.add(key);
		return free;
	}
}

/** Gives each resource a variable of its own in the program's text. */
export class VariableNames {
	private readonly taken: Set<string>;

	constructor(inUse: readonly string[]) {
		this.taken = new Set([...reservedWords, ...inUse]);
	}

	/** `app-to-data` becomes `appToData`. */
	unique(resourceName: string): string {
		const words = resourceName.split(/[^\p{ID_Continue}]+/u).filter((word) => word !== "");
		const camel = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");
		const proposed = /^[\p{ID_Start}_]/u.test(camel) ? camel : `peering${upperFirst(camel)}`;
		return firstFree(proposed, "", (name) => {
			const free = !this.taken.has(name);
			this.taken.add(name);
			return free;
		});
	}
}

function firstFree(proposed: string, separator: string, take: (name: string) => boolean): string {
	for (let number = 1; ; number += 1) {
		const name = number === 1 ? proposed : `${proposed}${separator}${number}`;
		if (take(name)) {
			return name;
		}
	}
}

function lowerFirst(word: string): string {
	return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What no variable of a TypeScript module may be called. */
const reservedWords = (
	"arguments async await break case catch class const continue debugger default delete do else enum eval export extends " +
	"false finally for function if implements import in instanceof interface let new null package private protected public " +
	"return static super switch this throw true try typeof undefined var void while with yield exports module require " +
	"__dirname __filename"
).split(" ");
