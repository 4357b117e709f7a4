import assert from "node:assert/strict";

import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

import type {
  Properties,
  ResourceContext,
  ResourceHandler,
  ResourceHandlers,
} from "../../local/provider/resource-type.ts";
import { type EmulatorClients, emulatorClients } from "../../local/runtime/services/clients.ts";
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

/** Region and account of the tests. */
export const region = "us-east-1";
export const account = "000000000000";

/** A trust policy that lets anybody in the account who may assume roles assume this one. */
export const trustAccount = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" }],
};

/** Long-lived keys, or with a token those of a session. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Clients of the emulator's root user. */
export async function clients(): Promise<EmulatorClients> {
  return emulatorClients((await emulator()).endpoint);
}

/** What an AWS client needs to speak to the emulator, as root unless told otherwise. */
export async function clientOptions(credentials: Credentials = { accessKeyId: "test", secretAccessKey: "test" }) {
  return { endpoint: (await emulator()).endpoint, region, credentials };
}

/** What a tool with AWS's own configuration, for example the Pulumi CLI, needs to speak to the emulator as root. */
export async function toolVariables(): Promise<Record<string, string>> {
  const { endpoint, credentials } = await clientOptions();
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

/** Credentials of a session of this role, taken by root or by another session. */
export async function sessionOf(role: string, caller?: Credentials): Promise<Credentials> {
  const { Credentials: found } = await new STSClient(await clientOptions(caller)).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: "test" }),
  );
  return {
    accessKeyId: found?.AccessKeyId ?? "",
    secretAccessKey: found?.SecretAccessKey ?? "",
    sessionToken: found?.SessionToken,
  };
}

/** Whether an error has this name. */
export function refusal(name: string): (error: unknown) => boolean {
  return (error) => error instanceof Error && error.name === name;
}
