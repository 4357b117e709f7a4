import { type ChildProcess, spawn } from "node:child_process";
import { ChannelCredentials } from "@grpc/grpc-js";
import analyzer from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";

/** A policy pack that runs, as the engine starts it. */
export interface RunningPack {
  readonly client: analyzer.AnalyzerClient;
  readonly stop: () => void;
}

/**
 * Starts a pack and waits until it serves.
 *
 * @throws {Error} when it ends before it has said its port.
 */
export async function startPack(command: string, args: readonly string[], cwd: string): Promise<RunningPack> {
  const pack = spawn(command, [...args], { cwd, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await portOf(pack);
    const client = new analyzer.AnalyzerClient(`127.0.0.1:${port}`, ChannelCredentials.createInsecure());
    const stop = (): void => {
      client.close();
      pack.kill();
    };
    return { client, stop };
  } catch (error) {
    pack.kill();
    throw error;
  }
}

/** The first thing that a pack writes. */
function portOf(pack: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    pack.stdout?.once("data", (data: Buffer) => {
      resolve(data.toString().trim());
    });
    pack.once("error", reject);
    pack.once("exit", (code) => {
      reject(new Error(`the pack ended with ${code ?? "a signal"} before it gave its port`));
    });
  });
}
