import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

/** How to run Kafka. */
export interface KafkaProgram {
  readonly java: string;
  readonly classpath: string;
}

/** A node whose log folder gets formatted. */
export interface StorageNode {
  readonly nodeId: number;
  readonly dataFolder: string;
  readonly propertiesFile: string;
}

/** Kafka's form of a random ID: 16 bytes, URL-safe base 64, not starting with a dash (its tools take that for an option). */
export function kafkaId(): string {
  const id = randomBytes(16).toString("base64url");
  return id.startsWith("-") ? kafkaId() : id;
}

/** Only reading and writing two files: the smallest machine, started once. */
const toolOptions = ["-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/**
 * Formats the log folders of nodes that have none yet. Kafka's tool does the first; for the others of a cluster only the
 * node's own IDs differ, and another start of the tool costs a second and more of processor time each.
 *
 * @throws Error with what the tool said.
 */
export async function formatStorage(
  program: KafkaProgram,
  clusterId: string,
  nodes: readonly StorageNode[],
): Promise<void> {
  const [first, ...others] = nodes.filter(({ dataFolder }) => !fs.existsSync(path.join(dataFolder, metaFile)));
  if (first === undefined) return;
  await runTool(program, ["format", "--cluster-id", clusterId, "--config", first.propertiesFile]);
  for (const node of others) {
    fs.mkdirSync(node.dataFolder, { recursive: true });
    for (const file of fs.readdirSync(first.dataFolder)) {
      if (file !== metaFile) fs.copyFileSync(path.join(first.dataFolder, file), path.join(node.dataFolder, file));
    }
    fs.writeFileSync(path.join(node.dataFolder, metaFile), metaProperties(clusterId, node.nodeId));
  }
}

const metaFile = "meta.properties";

/** What marks a log folder as formatted, version 1 (org.apache.kafka.metadata.properties.MetaProperties). */
function metaProperties(clusterId: string, nodeId: number): string {
  return [`version=1`, `cluster.id=${clusterId}`, `node.id=${nodeId}`, `directory.id=${kafkaId()}`, ""].join("\n");
}

async function runTool(program: KafkaProgram, args: readonly string[]): Promise<void> {
  const command = [...toolOptions, "-cp", program.classpath, "kafka.tools.StorageTool", ...args];
  try {
    await promisify(execFile)(program.java, command);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new Error(`Kafka could not format its storage: ${said.trim()}`, { cause: error });
  }
}
