import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/**
 * A value that is handed on to a child as it came, an output maybe. Its type is what the component's own arguments say;
 * whether it fits is checked where the child's inputs are.
 */
export function handedOn<T>() {
  return z.custom<pulumi.Input<T>>((value) => value !== undefined, "is missing");
}

/**
 * Reads the arguments of a component stand-in. `schema` says what the stand-in does something with; anything else is
 * refused, so that no argument is ever ignored.
 *
 * @throws {Error} naming every argument, what is supported, and the file of the stand-in.
 */
export function readArguments<S extends z.ZodObject>(
  schema: S,
  inputs: pulumi.Inputs,
  standIn: { readonly component: string; readonly file: string },
): z.output<S> {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
  const result = schema.safeParse(given);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map((issue) => {
    const where = issue.path.map(String).join(".");
    const value = issue.path.reduce<unknown>((outer, key) => at(outer, key), given);
    if (issue.code === "unrecognized_keys") {
      return `${issue.keys.map((key) => (where === "" ? key : `${where}.${key}`)).join(", ")} not supported`;
    }
    return pulumi.Output.isInstance(value)
      ? `${where} comes from a resource; the component needs it plain`
      : `${where} = ${JSON.stringify(value)} not supported: ${issue.message}`;
  });
  throw new Error(
    [
      `The one-machine cloud's ${standIn.component} does not do what these arguments ask for:`,
      ...problems.map((problem) => `  - ${problem}`),
      `Supported: ${Object.keys(schema.shape).join(", ")}. Add what is missing in ${standIn.file}, as the published component does it.`,
    ].join("\n"),
  );
}

function at(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && !pulumi.Output.isInstance(value)
    ? Reflect.get(value, key)
    : value;
}
