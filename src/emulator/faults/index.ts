export { type Fault, type FaultKind, faultKinds, namedFaults } from "./fault";
export {
	createFaults,
	type FaultBox,
	type FaultEffect,
	type FaultRule,
	type Faults,
	type Hold,
	type HoldRule,
	type HoldScope,
} from "./fault-box";
export type { FaultScope, FaultSubject } from "./fault-scope";
