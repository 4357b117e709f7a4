import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as https from "node:https";
import * as net from "node:net";
import * as path from "node:path";
import { collectorVariables } from "../../../components/ingestion/collector-pod.ts";
import type { CollectorSettingsFile } from "../../../contracts/events/collector-settings.ts";
import { logTail } from "../../../local/runtime/log.ts";
import { type Ground, region } from "./ground.ts";
import { until } from "./until.ts";

const program = path.join(import.meta.dirname, "../../../workloads/collector/main.ts");
const clockModule = path.join(import.meta.dirname, "shifted-clock.ts");
const readyBoundMs = 60_000;
const endBoundMs = 30_000;

/** Settings that a case wants otherwise, laid over those of the ground one level deep. */
export type SettingsChange = Partial<{
  [Key in keyof CollectorSettingsFile]: Partial<CollectorSettingsFile[Key]>;
}>;

/** The real collector as a process of its own, configured by its settings file. */
export class CollectorProcess {
  readonly port: number;
  readonly internalPort: number;
  /** Holds certificate, authorities, revocation list and settings. */
  readonly folder: string;
  readonly #ground: Ground;
  #child: ChildProcess | undefined;
  #peakBytes = 0;
  #starts = 0;

  private constructor(ground: Ground, folder: string, ports: readonly [number, number]) {
    this.#ground = ground;
    this.folder = folder;
    [this.port, this.internalPort] = ports;
  }

  /** Writes the files of a collector; it is started by `start`. */
  static async prepare(ground: Ground, folder: string, change: SettingsChange = {}): Promise<CollectorProcess> {
    fs.mkdirSync(folder, { recursive: true });
    await ground.writeFiles(folder);
    const collector = new CollectorProcess(ground, folder, [await freePort(), await freePort()]);
    const { port, internalPort } = collector;
    const settings: Record<string, unknown> = { ...ground.settings(folder, { port, internalPort }) };
    for (const [key, value] of Object.entries(change)) {
      const before = settings[key];
      settings[key] = typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
    }
    fs.writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings, null, 2));
    // What its clock is ahead of the system's, in milliseconds.
    fs.writeFileSync(path.join(folder, "clock"), "0");
    return collector;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  get url(): string {
    return `https://localhost:${this.port}/v1/events`;
  }

  get logFile(): string {
    return path.join(this.folder, "collector.log");
  }

  /** Highest resident set that was seen, in bytes, over all its starts. */
  get peakBytes(): number {
    this.#measure();
    return this.#peakBytes;
  }

  /** How often the process was started. */
  get starts(): number {
    return this.#starts;
  }

  /** Starts the process without waiting for anything. */
  start(): void {
    if (this.#child !== undefined) throw new Error("The collector runs already.");
    const output = fs.openSync(this.logFile, "a");
    const child = spawn(process.execPath, [...process.execArgv, "--import", clockModule, program], {
      cwd: this.folder,
      stdio: ["ignore", output, output],
      env: {
        ...collectorVariables,
        PATH: process.env.PATH,
        COLLECTOR_SETTINGS: path.join(this.folder, "settings.json"),
        CLOCK_FILE: path.join(this.folder, "clock"),
        AWS_ENDPOINT_URL: `http://127.0.0.1:${this.#ground.aws.port}`,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
    });
    fs.closeSync(output);
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
    });
    this.#child = child;
    this.#starts += 1;
  }

  /** Starts it and waits until it takes events. */
  async startReady(): Promise<void> {
    this.start();
    await this.ready();
  }

  /** Waits until it says that it is ready. Starts it again when it has ended, as a kubelet would. */
  async ready(boundMs = readyBoundMs): Promise<void> {
    try {
      await until(boundMs, "The collector is ready", async () => {
        if (!this.running) this.start();
        return (await this.isReady()) === 200;
      });
    } catch (error) {
      throw new Error(`The collector is not ready. The end of its log:\n${logTail(this.logFile)}`, { cause: error });
    }
  }

  /** Status of `/readyz`; 0 when nothing answers. */
  async isReady(): Promise<number> {
    const { status } = await get(`https://localhost:${this.internalPort}/readyz`, this.#ground.servers.cert);
    return status;
  }

  /** Text of `/metrics`. */
  async metrics(): Promise<string> {
    return (await get(`https://localhost:${this.internalPort}/metrics`, this.#ground.servers.cert)).body;
  }

  /** Ends the process; SIGTERM lets it drain. Returns its exit code, or the signal that ended it. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | string> {
    const child = this.#child;
    if (child === undefined) return 0;
    this.#measure();
    const gone = once(child, "exit", { signal: AbortSignal.timeout(endBoundMs) }) as Promise<
      [number | null, string | null]
    >;
    child.kill(signal);
    try {
      const [code, by] = await gone;
      return code ?? by ?? 0;
    } catch {
      child.kill("SIGKILL");
      throw new Error(
        `The collector did not end within ${endBoundMs / 1000} s of ${signal}:\n${logTail(this.logFile)}`,
      );
    }
  }

  /** Kills it at this very moment, not a turn of the loop later. */
  killNow(): void {
    this.#measure();
    this.#child?.kill("SIGKILL");
  }

  /** Sets its clock ahead of the system's; it hears of it within a tenth of a second. */
  shiftClock(byMs: number): void {
    fs.writeFileSync(path.join(this.folder, "clock"), String(byMs));
  }

  #measure(): void {
    if (this.#child?.pid === undefined) return;
    const status = fs.readFileSync(`/proc/${this.#child.pid}/status`, "utf8");
    const [, kibibytes = "0"] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? [];
    this.#peakBytes = Math.max(this.#peakBytes, Number(kibibytes) * 1024);
  }
}

function get(url: string, ca: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const request = https.get(url, { ca, timeout: 3_000, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => {
      resolve({ status: 0, body: "" });
    });
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo; // listening on TCP
  server.close();
  return port;
}
