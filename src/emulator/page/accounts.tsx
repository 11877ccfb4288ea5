import type { EmulatorState, StateAccount } from "../control/state";

/** The accounts with their keys, and how to use them. */
export function Accounts({ known }: { known: EmulatorState }) {
	return (
		<>
			{known.accounts.map((account) => (
				<Account key={account.uid} account={account} />
			))}
		</>
	);
}

function Account({ account }: { account: StateAccount }) {
	const { uid, accessKeyId, accessKeySecret, cdt, bizStatus, site, resourceGroups, prefixLists } = account;
	const fields = {
		"Access key": accessKeyId,
		"Secret key": accessKeySecret ?? "not shown: it is not one of the documentation's",
		CDT: `${cdt.intra ? "open" : "not open"}; cross-border ${cdt.crossBorder ? "open" : "not open"}`,
		Site: site,
		BizStatus: bizStatus,
		"Resource groups": resourceGroups.map(({ id }) => id).join(", "),
		...(prefixLists.length === 0 ? {} : { "Prefix lists": prefixLists.map(({ id }) => id).join(", ") }),
	};
	return (
		<section class="account" aria-label={`Account ${uid}`}>
			<h3 class="digits">{uid}</h3>
			<dl class="fields">
				{Object.entries(fields).map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			{accessKeySecret !== undefined && (
				<pre>
					{[
						`export ALICLOUD_VPCPEER_ENDPOINT=${location.origin}`,
						`export ALICLOUD_ACCESS_KEY=${accessKeyId}`,
						`export ALICLOUD_SECRET_KEY=${accessKeySecret}`,
					].join("\n")}
				</pre>
			)}
		</section>
	);
}
