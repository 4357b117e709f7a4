import { createRequire } from "node:module";
import type { Inputs } from "@pulumi/pulumi";
import type messages from "@pulumi/pulumi/proto/provider_pb.js";
import type struct from "google-protobuf/google/protobuf/struct_pb.js";

/**
 * The parts of the SDK that its own component server is made of (`@pulumi/pulumi/provider/server.js`).
 *
 * That server cannot be used as it is: its class is not exported, and it installs process-wide handlers for uncaught
 * errors. Its parts are not in the SDK's public types, so their signatures are written down here, from version 3.259.0.
 */
export interface SdkInternals {
  /** Runs with a fresh SDK state, so that several runs can be served by one process. */
  withLocalStorage<T>(work: () => Promise<T>): Promise<T>;
  /** Asks the engine once what it supports; registrations need the answer. */
  awaitFeatureSupport(): Promise<void>;
  /** Waits until every registration that was started has been answered. */
  waitForRPCs(): Promise<void>;
  /** Wire properties as inputs that carry their dependencies, secrets and unknowns. */
  deserializeInputs(
    properties: struct.Struct | undefined,
    dependencies: { get(key: string): { getUrnsList(): string[] } | undefined },
  ): Promise<Inputs>;
  /** Lifecycle hooks of a component, for its children. */
  hookBindingFromProto(binding: messages.ConstructRequest.ResourceHooksBinding | undefined): object | undefined;
}

const require = createRequire(import.meta.url);

function part<Name extends keyof SdkInternals>(module: string, name: Name): SdkInternals[Name] {
  const exported = (require(`@pulumi/pulumi/${module}`) as Record<string, unknown>)[name]; // a module is an object
  if (typeof exported !== "function") {
    throw new Error(
      `@pulumi/pulumi/${module} has no function "${name}", which components on the one-machine cloud need. ` +
        `Adapt local/provider/construct/sdk-internals.ts to the installed version of @pulumi/pulumi.`,
    );
  }
  // The interface above says what that version's source does; there is no declaration to hold it against.
  return exported as SdkInternals[Name];
}

/** The internals of the installed SDK. Throws when it no longer has one of them. */
export function sdkInternals(): SdkInternals {
  return {
    withLocalStorage: part("runtime/state.js", "withLocalStorage"),
    awaitFeatureSupport: part("runtime/settings.js", "awaitFeatureSupport"),
    waitForRPCs: part("runtime/settings.js", "waitForRPCs"),
    deserializeInputs: part("provider/server.js", "deserializeInputs"),
    hookBindingFromProto: part("runtime/resource.js", "hookBindingFromProto"),
  };
}
