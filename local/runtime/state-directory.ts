import * as fs from "node:fs";
import * as path from "node:path";

/** Folders and files of one one-machine cloud. All that it keeps is under `root`; removing `root` removes it. */
export interface StateDirectory {
  readonly root: string;
  /** Who supervises: process, control port and token; readable by the owner only. */
  readonly daemonFile: string;
  /** The base port, chosen once. */
  readonly portsFile: string;
  /** Processes the supervisor started and has not seen end. */
  readonly childrenFile: string;
  /** Real creations and deletions, one JSON object per line. */
  readonly journalFile: string;
  /** Pulumi's file backend. */
  readonly backend: string;
  readonly emulator: string;
  /** `<cluster>/cluster.json`, `<cluster>/<broker>/`. */
  readonly kafka: string;
  /** `objects/<kind>/<namespace>/<name>.json`, `pods/<namespace>/<name>/`. */
  readonly kubernetes: string;
  /** Certificate authority and the administrator's certificate. */
  readonly tls: string;
  /** The authority of devices, and certificates of some. */
  readonly devices: string;
  /** Spark checkpoints. */
  readonly checkpoints: string;
  readonly logs: string;
}

const repository = path.resolve(import.meta.dirname, "../..");

/** The state directory: `$PLATFORM_STATE_DIR`, else `.platform/local` in the repository. Nothing is created. */
export function stateDirectory(root = process.env.PLATFORM_STATE_DIR): StateDirectory {
  const absolute = root === undefined || root === "" ? path.join(repository, ".platform", "local") : path.resolve(root);
  const inRoot = (name: string): string => path.join(absolute, name);
  return {
    root: absolute,
    daemonFile: inRoot("daemon.json"),
    portsFile: inRoot("ports.json"),
    childrenFile: inRoot("children.json"),
    journalFile: inRoot("journal.jsonl"),
    backend: inRoot("backend"),
    emulator: inRoot("emulator"),
    kafka: inRoot("kafka"),
    kubernetes: inRoot("kubernetes"),
    tls: inRoot("tls"),
    devices: inRoot("devices"),
    checkpoints: inRoot("checkpoints"),
    logs: inRoot("logs"),
  };
}

/** Makes the folders; the root is for the owner only, for it holds keys and credentials. */
export function createStateDirectory(state: StateDirectory): void {
  fs.mkdirSync(state.root, { recursive: true, mode: 0o700 });
  for (const folder of [
    state.backend,
    state.emulator,
    state.kafka,
    state.kubernetes,
    state.tls,
    state.checkpoints,
    state.logs,
  ]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  // The emulator starts functions from scripts that it writes here as CommonJS. Below the repository, whose scripts are ES
  // modules, they would be taken for such and end without a word.
  fs.writeFileSync(path.join(state.emulator, "package.json"), JSON.stringify({ type: "commonjs" }));
}

/** Writes a file so that a reader, or a start after a crash, finds the old content or the new, never half of it. */
export function writeAtomically(file: string, content: string, mode = 0o600): void {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content, { mode });
  fs.renameSync(temporary, file);
}

/** The parsed content of a JSON file; `undefined` when there is none or it is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}
