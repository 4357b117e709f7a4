import assert from "node:assert/strict";

import type {
  Properties,
  ResourceContext,
  ResourceHandler,
  ResourceHandlers,
} from "../../local/provider/resource-type.ts";
import { serviceHandlers } from "../../local/runtime/services/index.ts";
import { emulator } from "./emulator.ts";

/** A resource made for real by its handler, and what the engine would keep of it. */
export interface Deployed {
  readonly id: string;
  readonly type: string;
  /** Inputs with outputs laid over them, as in the engine's state. */
  readonly state: Properties;
  read(): Promise<Properties | undefined>;
  update(inputs: Properties): Promise<Deployed>;
  delete(): Promise<void>;
}

/** The context of a resource in the tests' account. */
export function contextOf(type: string, name: string): ResourceContext {
  return {
    urn: `urn:pulumi:local::test::${type}::${name}`,
    type,
    name,
    account: { accountId: "000000000000", region: "us-east-1", partition: "aws" },
  };
}

/** The handlers over this process's emulator. */
export async function handlers(): Promise<ResourceHandlers> {
  return serviceHandlers({ emulatorEndpoint: (await emulator()).endpoint });
}

/** Creates a resource as the provider does. */
export async function deploy(type: string, inputs: Properties): Promise<Deployed> {
  const handler = (await handlers())[type];
  assert(handler, `no handler for ${type}`);
  const context = contextOf(type, "under-test");
  const { id, outputs } = await handler.create(inputs, context);
  return deployed(handler, context, { id, state: { ...inputs, ...outputs } });
}

function deployed(
  handler: ResourceHandler,
  context: ResourceContext,
  made: { id: string; state: Properties },
): Deployed {
  const { id, state } = made;
  return {
    id,
    type: context.type,
    state,
    read: () => handler.read(id, state, context),
    async update(inputs) {
      const outputs = await handler.update?.(id, state, inputs, context);
      assert(outputs, `${context.type} cannot be updated`);
      return deployed(handler, context, { id, state: { ...inputs, ...outputs } });
    },
    delete: () => handler.delete(id, state, context),
  };
}
