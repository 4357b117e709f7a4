import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { offerAwsSdk } from "../../local/runtime/emulator.ts";
import { toolchain } from "../../local/toolchain/index.ts";

/** What the one-machine cloud runs, so that tests meet the same answers. */
const program = join(import.meta.dirname, "../../local/runtime/emulator.py");

/** A running AWS emulator of this test process: its own state, its own port, gone when the tests are. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Ends the emulator as a user's Ctrl-C would and starts it again on the same state. */
  restart(): Promise<void>;
}

let running: Promise<EmulatorProcess> | undefined;

/** The emulator of this process, started when first asked for. Call in a `before` hook with a generous timeout. */
export function emulator(): Promise<Emulator> {
  running ??= EmulatorProcess.start();
  return running;
}

after("stops the emulator", async function () {
  this.timeout(30_000);
  await (await running)?.dispose();
});

class EmulatorProcess implements Emulator {
  readonly endpoint: string;
  readonly #directory: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(directory: string, port: number) {
    this.#directory = directory;
    this.#port = port;
    this.endpoint = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<EmulatorProcess> {
    const directory = await mkdtemp(join(tmpdir(), "emulator-"));
    offerAwsSdk(directory);
    const started = new EmulatorProcess(directory, await freePort());
    await started.#run();
    return started;
  }

  async restart(): Promise<void> {
    await this.#stop();
    await this.#run();
  }

  async dispose(): Promise<void> {
    await this.#stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #run(): Promise<void> {
    // Set-up may build the emulator's environment first; it says so.
    const { emulatorPython } = await toolchain(["emulator"], (message) => {
      console.log(message);
    });
    if (emulatorPython === undefined) throw new Error("The toolchain gave no interpreter for the emulator.");
    const child = spawn(emulatorPython, [program], {
      cwd: this.#directory,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: this.#directory,
        AUTH: "true",
        BIND_HOST: "127.0.0.1",
        GATEWAY_PORT: String(this.#port),
        LOG_LEVEL: "WARNING",
        PERSIST_STATE: "1",
        STATE_DIR: join(this.#directory, "state"),
        S3_PERSIST: "1",
        S3_DATA_DIR: join(this.#directory, "s3"),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    this.#child = child;
    while (!(await this.#isUp())) {
      if (child.exitCode !== null)
        throw new Error(`The emulator ended with ${child.exitCode} before it was up: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.endpoint}/_ministack/health`)).ok;
    } catch {
      return false;
    }
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null) return;
    const ended = once(child, "exit");
    // An interrupt, not a kill: the emulator writes its state when it shuts down in order.
    child.kill("SIGINT");
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}
