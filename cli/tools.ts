import * as path from "node:path";
import { toolchain } from "../local/toolchain/index.ts";
import { type Progress } from "./report/progress.ts";

/** Puts the Pulumi CLI of the toolchain first on the PATH of this process, and so of every engine it starts. */
export async function usePulumi(progress: Progress): Promise<void> {
  const { pulumi } = await toolchain(["pulumi"], (line) => {
    progress.say(line);
  });
  if (pulumi === undefined) {
    throw new Error("The toolchain returned no Pulumi CLI although it was asked for; see local/toolchain.");
  }
  process.env.PATH = [pulumi.binDir, process.env.PATH ?? ""].join(path.delimiter);
}
