import type { z } from "zod";

import type { Properties, ResourceContext, ResourceHandler } from "../../provider/resource-type.ts";

/** Raised by create when the thing exists although the engine does not know it, as AWS answers. */
export class AlreadyExistsError extends Error {
  constructor(context: ResourceContext, cause: Error) {
    super(
      `${context.name} (${context.type}) exists already in this account and is not in the stack's state: ${cause.message} ` +
        `Take it over with "pulumi import ${context.type} ${context.name} <id>", delete it, or give the resource another name.`,
      { cause },
    );
    this.name = "AlreadyExistsError";
  }
}

/** What a resource type needs to be real: the AWS calls of its life, without what all types have in common. */
export interface Definition<Inputs> {
  /** Shape of the inputs the handler uses; others pass by. */
  readonly inputs: z.ZodType<Inputs>;
  /** Error names by which AWS says that the thing is there already. */
  readonly exists?: readonly string[];
  /** Error names by which AWS says that the thing is gone. */
  readonly gone: readonly string[];
  /** Makes the thing; returns the provider ID. */
  create(inputs: Inputs, context: ResourceContext): Promise<string>;
  /** What the thing is now, to be laid over `state`; `undefined` when it is gone. */
  read(id: string, state: Properties, context: ResourceContext): Promise<Properties | undefined>;
  /** Absent: any change is a replacement. */
  update?(id: string, inputs: Inputs, change: Change): Promise<void>;
  delete(id: string, state: Properties, context: ResourceContext): Promise<void>;
}

/** What an update may need besides the new inputs. */
export interface Change {
  /** All properties before the update. */
  readonly state: Properties;
  readonly context: ResourceContext;
}

/** What was written may be read from a broker that learns of it a moment later than the one that was written to. */
const settleBoundMs = 10_000;

/**
 * A handler whose outputs after create and update are what a read finds, so that a refresh right afterwards shows
 * nothing. Errors name the resource; a thing that is gone is not an error for read and delete.
 */
export function handler<Inputs>(definition: Definition<Inputs>): ResourceHandler {
  const { gone, exists = [] } = definition;
  const read = async (id: string, state: Properties, context: ResourceContext) => {
    const found = await unlessGone(gone, definition.read(id, state, context));
    return found === undefined ? undefined : { ...state, ...found };
  };
  const readBack = async (id: string, inputs: Properties, context: ResourceContext) => {
    const deadline = Date.now() + settleBoundMs;
    for (;;) {
      const found = await read(id, inputs, context);
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        throw new Error(`it is not there (ID ${id}) ${settleBoundMs / 1000} s after it was written.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    create: (inputs, context) =>
      naming(context, "create", async () => {
        try {
          const id = await definition.create(parse(definition.inputs, inputs), context);
          return { id, outputs: await readBack(id, inputs, context) };
        } catch (error) {
          if (error instanceof Error && exists.includes(error.name)) throw new AlreadyExistsError(context, error);
          throw error;
        }
      }),
    read: (id, state, context) => naming(context, "read", () => read(id, state, context)),
    ...(definition.update === undefined
      ? {}
      : {
          update: (id: string, state: Properties, inputs: Properties, context: ResourceContext) =>
            naming(context, "update", async () => {
              await definition.update?.(id, parse(definition.inputs, inputs), { state, context });
              return readBack(id, inputs, context);
            }),
        }),
    delete: (id, state, context) =>
      naming(context, "delete", async () => {
        await unlessGone(gone, definition.delete(id, state, context));
      }),
  };
}

/** `undefined` when the call fails with one of these error names. */
export async function unlessGone<Result>(gone: readonly string[], call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && gone.includes(error.name)) return undefined;
    throw error;
  }
}

function parse<Inputs>(schema: z.ZodType<Inputs>, inputs: Properties): Inputs {
  const parsed = schema.safeParse(inputs);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`the inputs are not what this type takes: ${problems.join("; ")}.`);
}

async function naming<Result>(
  context: ResourceContext,
  operation: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AlreadyExistsError) throw error;
    const reason =
      error instanceof Error
        ? error.name === "Error"
          ? error.message
          : `${error.name}: ${error.message}`
        : String(error);
    throw new Error(`Could not ${operation} ${context.name} (${context.type}): ${reason}`, { cause: error });
  }
}
