import type { ProviderConfiguration } from "../configuration.ts";
import type { Properties } from "../resource-type.ts";

/** Answers one invoke from its arguments alone. */
export type Invoke = (args: Properties, configuration: ProviderConfiguration) => Properties;

/** A service's invokes by token. */
export type Invokes = Readonly<Record<string, Invoke>>;
