import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type LakeTag, lakeTags, type LakeTagValues } from "./lake-tags.ts";

/** A database or table that gets tags of Lake Formation. */
type Tagged = Pick<aws.lakeformation.ResourceLfTagArgs, "database" | "table">;

/** Puts tags on a database or table, each by a resource of its own, so that tags of others stay. */
export function putLakeTags(
  name: string,
  resource: Tagged,
  values: Partial<LakeTagValues>,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const key of Object.keys(lakeTags) as LakeTag[]) {
    // a record's keys are its key type
    const value = values[key];
    if (value !== undefined) {
      new aws.lakeformation.ResourceLfTag(`${name}-${key}`, { ...resource, lfTag: { key, value } }, opts);
    }
  }
}
