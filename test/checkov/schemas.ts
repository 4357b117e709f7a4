import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { toolchain } from "../../local/toolchain/index.ts";

const judged = z.record(z.string(), z.string());

/** What a kind that Kubernetes itself does not define is judged as. */
export const noSchema = "no schema";

/**
 * What is wrong with objects by Kubernetes's own schemas, by name; nothing of those that fit.
 *
 * @param version of Kubernetes, for example 1.34
 */
export async function schemaProblems(
  version: string,
  objects: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, string>>> {
  const { checkovPython = "" } = await toolchain(["checkov"], (message) => {
    console.error(message);
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubernetes-schemas-"));
  try {
    const file = path.join(folder, "objects.json");
    fs.writeFileSync(file, JSON.stringify(objects));
    const script = path.join(import.meta.dirname, "schemas.py");
    const { stdout } = await promisify(execFile)(checkovPython, [script, version, file], {
      env: { PATH: process.env.PATH },
      maxBuffer: 16 * 1024 * 1024,
    });
    return judged.parse(JSON.parse(stdout));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
