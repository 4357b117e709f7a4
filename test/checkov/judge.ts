import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { toolchain } from "../../local/toolchain/index.ts";
import { type Manifest } from "./manifests.ts";
import { terraformPlan, type TerraformResource } from "./plan.ts";

/** What one environment, or a variation of it, puts before the judge. */
export interface Case {
  readonly resources: readonly TerraformResource[];
  readonly manifests: readonly Manifest[];
}

/** A check's id and what it was made on: a Terraform address, or `<kind>.<namespace>.<name>`. */
const finding = z.tuple([z.string(), z.string()]);

const verdicts = z.strictObject({
  /** Every check by its id. */
  checks: z.record(z.string(), z.strictObject({ name: z.string(), categories: z.array(z.string()) })),
  /** Terraform types that a check is about. */
  checkedTypes: z.array(z.string()),
  /** Seconds of processor time that judging took. */
  environments: z.record(
    z.string(),
    z.strictObject({ passed: z.array(finding), failed: z.array(finding), unreadable: z.array(z.string()) }),
  ),
});

export type Verdicts = z.infer<typeof verdicts>;
export type Check = Verdicts["checks"][string];
export type Finding = z.infer<typeof finding>;

/** Has Checkov judge all cases in one process; it is told to look nothing up. */
export async function judge(cases: Readonly<Record<string, Case>>): Promise<Verdicts> {
  const { checkovPython = "" } = await toolchain(["checkov"], (message) => {
    console.error(message);
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "checkov-"));
  try {
    for (const [name, { resources, manifests }] of Object.entries(cases)) {
      fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(terraformPlan(resources)));
      fs.mkdirSync(path.join(folder, name));
      for (const [index, { object }] of manifests.entries()) {
        fs.writeFileSync(path.join(folder, name, `${index}.json`), JSON.stringify(object));
      }
    }
    const { stdout } = await promisify(execFile)(checkovPython, [path.join(import.meta.dirname, "judge.py"), folder], {
      env: { PATH: process.env.PATH },
      maxBuffer: 64 * 1024 * 1024,
    });
    return verdicts.parse(JSON.parse(stdout));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
