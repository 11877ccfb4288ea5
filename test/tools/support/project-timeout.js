// Jest takes `testTimeout` for all projects only; each project's own comes here as a global.
jest.setTimeout(Reflect.get(globalThis, "projectTestTimeout"));
