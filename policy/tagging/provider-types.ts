import * as fs from "node:fs";
import * as path from "node:path";

/** Types that take tags, each with the properties that name it; the first that is set is its name. */
export type TaggableTypes = Readonly<Record<string, readonly string[]>>;

/**
 * Finds every type of the AWS provider whose `tags` input is a map, which are those that its default tags reach. It reads the
 * declarations of the SDK as text; the rules read what this has found, so that no pack loads the SDK.
 *
 * @param sdk folder of @pulumi/aws
 */
export function findTaggableTypes(sdk: string): TaggableTypes {
  const files = fs.globSync("*/*.d.ts", { cwd: sdk }).map((file) => path.join(sdk, file.slice(0, -".d.ts".length)));
  const found = files.flatMap((file) => {
    const inputs = inputsOf(fs.readFileSync(`${file}.d.ts`, "utf8"));
    if (!inputs.get("tags")?.startsWith("pulumi.Input<{")) return [];
    const token = /__pulumiType = '([^']+)'/.exec(fs.readFileSync(`${file}.js`, "utf8"))?.[1];
    return token === undefined ? [] : [[token, namesOf(token, inputs)] as const];
  });
  return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Declared type of each input of a resource, the first line of it. */
function inputsOf(declarations: string): ReadonlyMap<string, string> {
  const args = /export interface \w+Args \{\n(.*?)\n\}/s.exec(declarations)?.[1] ?? "";
  return new Map([...args.matchAll(/^ {4}(\w+)\??: (.*)$/gm)].map(([, name = "", type = ""]) => [name, type]));
}

/**
 * What AWS calls a resource is `name` or `identifier`, or is called after the type: `bucket`, `registryName`, `clusterIdentifier`,
 * `replicationGroupId`; or it is a prefix that the provider completes.
 */
function namesOf(token: string, inputs: ReadonlyMap<string, string>): readonly string[] {
  const type = token.split(":").at(-1) ?? "";
  const own = type.slice(0, 1).toLowerCase() + type.slice(1);
  const names = ["name", "identifier", own, `${own}Name`, `${own}Identifier`, `${own}Id`];
  const candidates = names.flatMap((name) => [name, `${name}Prefix`]);
  return candidates.filter((name) => inputs.get(name)?.startsWith("pulumi.Input<string"));
}
