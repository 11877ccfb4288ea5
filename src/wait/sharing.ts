/** The sums by which looks are shared. Times in milliseconds. */
export const sharing = {
	/** The largest page of ListVpcPeerConnections. Source: alicloud-api.md, 1.7. */
	pageSize: 100,
	/** So many may ask with a Get each, whatever a list would cost: a page of a hundred is a heavy answer. */
	fewest: 2,
	/** A list must be cheaper than the Gets by this factor, because of its weight. */
	factor: 2,
	/** What comes within this time is asked together. */
	window: 15,
	/** For this long a list may pass for the present in a refresh: as long as reading a thousand may take a busy engine. */
	recent: 60_000,
	/** A list has this long, then each is asked for with a Get. */
	listPatience: 10_000,
	/** Who has less time than this left asks alone. */
	haste: 2_000,
} as const;
