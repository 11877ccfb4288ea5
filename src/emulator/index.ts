export type { Change } from "./changes";
export { type Clock, type EmulatorClock, type ManualClock, manualClock } from "./clock";
export type {
	ConnectionReachability,
	DirectionReachability,
	RangeReachability,
	RouteVerdict,
	TableReachability,
} from "./control/reachability";
export type { EmulatorState, StateAccount, StateConnection, StateVpc } from "./control/state";
export type { StateRouteEntry, StateRouteTable } from "./control/state-routes";
export { createEmulator, type Emulator } from "./create-emulator";
export {
	type Fault,
	type FaultKind,
	type FaultRule,
	type FaultScope,
	type Faults,
	faultKinds,
	type HoldRule,
	type HoldScope,
	namedFaults,
} from "./faults";
export { parseJson } from "./json-text";
export type { EmulatorOptions } from "./options";
export type { RateLimit, RateLimitPerSecond, RateLimitPerWindow } from "./rate-limit";
export type { RequestRecord } from "./requests";
export type { StatusDurations, VpcPeerStatus } from "./status";
export type { Timing, TimingChange, TimingValues } from "./timing";
export type { BizStatus, CdtState, LinkType, OwnerView, Quotas, ResourceGroup, Tag } from "./world/model";
export type {
	AssociateType,
	PrefixList,
	RouteEntry,
	RouteEntryStatus,
	RouteTable,
	RouteTableStatus,
	VSwitch,
} from "./world/routing-model";
export {
	defaultSeed,
	type Seed,
	type SeedAccount,
	type SeedPrefixList,
	type SeedRouteTable,
	type SeedVpc,
} from "./world/seed";
export { parseSeed } from "./world/seed-file";
export type {
	ConnectionChange,
	EmulatorAccount,
	EmulatorConnection,
	EmulatorVpc,
	NewRouteEntry,
	RouteTableChange,
	VpcChange,
	World,
} from "./world/world";
