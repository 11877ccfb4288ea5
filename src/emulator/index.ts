export { type Clock, type ManualClock, manualClock } from "./clock";
export { createEmulator, type Emulator } from "./create-emulator";
export type { Fault, FaultRule, FaultScope, Faults, HoldRule } from "./faults";
export type { EmulatorOptions } from "./options";
export type { RequestRecord } from "./requests";
export type { StatusDurations, VpcPeerStatus } from "./status";
export type { BizStatus, CdtState, LinkType, OwnerView, Quotas, ResourceGroup, RouteEntry, Tag } from "./world/model";
export { defaultSeed, type Seed, type SeedAccount, type SeedVpc } from "./world/seed";
export type { ConnectionChange, EmulatorAccount, EmulatorConnection, EmulatorVpc, World } from "./world/world";
