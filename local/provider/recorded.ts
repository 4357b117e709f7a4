import { randomBytes } from "node:crypto";
import type { Shape, TypeDeclaration } from "./declarations/declaration.ts";
import type { Properties, ResourceContext, ResourceType } from "./resource-type.ts";
import { parseToken } from "./urn.ts";

/** A random hexadecimal text of the given length, as AWS puts it into IDs. */
export function hex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);
}

/** The ARN of something in the context's account: `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export function arn(context: ResourceContext, service: string, resource: string): string {
  const { partition, region, accountId } = context.account;
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** Like {@link arn} for services whose ARNs carry no region (IAM). */
export function globalArn(context: ResourceContext, service: string, resource: string): string {
  return `arn:${context.account.partition}:${service}::${context.account.accountId}:${resource}`;
}

/** Provider ID of a recorded resource. */
export function recordedId(row: ResourceType | undefined, inputs: Properties, context: ResourceContext): string {
  if (row?.id !== undefined) return row.id(inputs, context);
  const name = inputs[row?.autoName ?? "name"];
  if (typeof name === "string") return name;
  return `${parseToken(context.type).member.toLowerCase()}-${hex(17)}`;
}

/**
 * Output properties of a recorded resource: what its row says, else an ARN, else an empty value of the declared type
 * for every output that always has a value.
 */
export function recordedOutputs(
  id: string,
  inputs: Properties,
  context: ResourceContext,
  { row, declaration }: { row: ResourceType | undefined; declaration: TypeDeclaration | undefined },
): Properties {
  const { module, member } = parseToken(context.type);
  const defaults: Properties = {};
  for (const [name, property] of Object.entries(declaration?.outputs ?? {})) {
    if (!property.required) continue;
    if (name === "arn") {
      defaults[name] = id.startsWith("arn:")
        ? id
        : arn(context, module.split("/")[0] ?? module, `${kebab(member)}/${id}`);
    } else if (name === "region") defaults[name] = context.account.region;
    else defaults[name] = emptyValue(property.shape);
  }
  return { ...defaults, ...row?.outputs?.(id, inputs, context) };
}

function emptyValue(shape: Shape): unknown {
  if (shape === "string" || shape === "document") return "";
  if (shape === "number") return 0;
  if (shape === "boolean") return false;
  if (typeof shape === "string" || "oneOf" in shape || "object" in shape) return undefined;
  return "list" in shape ? ([] as unknown[]) : {};
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
