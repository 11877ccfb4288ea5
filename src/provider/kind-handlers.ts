import type { dynamic } from "@pulumi/pulumi";
import type { Runtime } from "./runtime";

/** The handlers of one kind of resource, as the engine calls them. */
export type KindHandlers = Required<Omit<dynamic.ResourceProvider, "configure">>;

/** Makes a kind's handlers. `runtime` is asked for at each call: it exists once the engine has configured the process. */
export type HandlersOf = (runtime: () => Runtime) => KindHandlers;
