import * as fs from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";

const workloads = path.resolve(import.meta.dirname, "../../workloads");

/**
 * Source of a Lambda function: `workloads/<workload>/handler.ts` as the JavaScript it is once its types are gone. One file,
 * which imports nothing but Node's own modules and the AWS SDK that Lambda's runtime brings.
 *
 * @throws {Error} when there is no such workload, with those there are.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function functionSource(workload: string): string {
  const fileOf = (name: string): string => path.join(workloads, name, "handler.ts");
  if (!fs.existsSync(fileOf(workload))) {
    const there = fs.readdirSync(workloads).filter((name) => fs.existsSync(fileOf(name)));
    throw new Error(
      `There is no function "${workload}"; there is: ${there.join(", ")}. A function is workloads/<name>/handler.ts.`,
    );
  }
  return stripTypeScriptTypes(fs.readFileSync(fileOf(workload), "utf8"));
}

/** The archive that Lambda runs, with the handler `handler.handler`. */
export function functionCode(workload: string): pulumi.asset.Archive {
  return new pulumi.asset.AssetArchive({ "handler.mjs": new pulumi.asset.StringAsset(functionSource(workload)) });
}
