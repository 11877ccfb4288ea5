export { type EmulatorControl, emulatorControl } from "./emulator-control";
export { pulumiEnvironment } from "./pulumi-environment";
export { startTestEmulator } from "./start-test-emulator";
export { type WaitOptions, waitForConnection } from "./wait-for-connection";
