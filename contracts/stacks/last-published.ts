import * as pulumi from "@pulumi/pulumi";

/**
 * What this stack published under a name when it was last deployed; `undefined` when it never was, or published no such
 * output. Ask before the first resource: what the stack publishes now takes its place.
 *
 * For changes that a service takes in two steps. An engine without a deployed state, as in a preview offline, knows none.
 */
export async function lastPublished(output: string): Promise<unknown> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  try {
    const { outputs } = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name })) as {
      outputs?: Readonly<Record<string, unknown>>;
    }; // the engine's own invoke, which the SDK leaves untyped
    return outputs?.[output];
  } catch (error) {
    if (error instanceof Error && error.message.includes("unknown stack")) return undefined;
    throw error;
  }
}
