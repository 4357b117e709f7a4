import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Children, endGroup, signalGroup } from "./children.ts";
import { diskAdvice } from "./disk.ts";
import { logTail, openLog, type RuntimeLog } from "./log.ts";
import { identify, type ProcessIdentity } from "./process-identity.ts";

/** How to run a process and know that it works. */
export interface ProcessSpecification {
  /** Unique among the running ones, for example `kafka local-events/1`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Whether it can be used now. */
  readonly isReady: () => Promise<boolean>;
  /** How long it may take to become usable. */
  readonly readyBoundMs: number;
  /** How long it may take to end in order before it is killed. */
  readonly stopBoundMs: number;
}

export interface ProcessStatus {
  readonly name: string;
  readonly state: "stopped" | "starting" | "ready" | "restarting" | "failed";
  readonly pid?: number;
  /** Restarts after a crash since it was last started by intent. */
  readonly restarts: number;
  /** How and when it last crashed since then, for example `SIGKILL at 2026-01-31T12:00:00.000Z`. */
  readonly lastCrash?: string;
  /** Why it is restarting or failed. */
  readonly message?: string;
}

/** Waits between restarts of a process that keeps ending; after the last it is given up. */
const backoffMs = [500, 1_000, 2_000, 4_000, 8_000] as const;
/** A process that worked this long starts the count again. */
const settledMs = 120_000;

interface Running {
  readonly identity: ProcessIdentity;
  /** How it ended: the signal, the exit code, or why it could not be started. */
  readonly ended: Promise<string>;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** A child process in its own process group: started, watched, restarted when it crashes, stopped in order. */
export class SupervisedProcess {
  readonly #specification: ProcessSpecification;
  readonly #children: Children;
  readonly #log: RuntimeLog;
  #running: Running | undefined;
  #state: ProcessStatus["state"] = "stopped";
  #message: string | undefined;
  #restarts = 0;
  #lastCrash: string | undefined;
  #attempt = 0;
  #stopping = false;

  constructor(specification: ProcessSpecification, children: Children, log: RuntimeLog) {
    this.#specification = specification;
    this.#children = children;
    this.#log = log;
  }

  get status(): ProcessStatus {
    return {
      name: this.#specification.name,
      state: this.#state,
      ...(this.#running !== undefined && { pid: this.#running.identity.pid }),
      restarts: this.#restarts,
      ...(this.#lastCrash !== undefined && { lastCrash: this.#lastCrash }),
      ...(this.#message !== undefined && { message: this.#message }),
    };
  }

  /** @throws Error with the tail of its log when it ends, or is not usable in time. */
  async start(): Promise<void> {
    this.#stopping = false;
    this.#restarts = 0;
    this.#lastCrash = undefined;
    this.#attempt = 0;
    await this.#launch();
  }

  /** Ends it in order, or by force after the bound. Returns when it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = this.#running;
    if (running !== undefined) {
      await endGroup(running.identity, this.#specification.stopBoundMs);
      await running.ended;
    }
    this.#state = "stopped";
    this.#message = undefined;
  }

  async #launch(): Promise<void> {
    const { name, logFile, readyBoundMs } = this.#specification;
    this.#state = "starting";
    const running = this.#spawn();
    const deadline = Date.now() + readyBoundMs;
    let ending: string | undefined;
    void running.ended.then((how) => (ending = how));
    while (!(await this.#specification.isReady())) {
      if (ending !== undefined) throw this.#failure(`${name} ended (${ending}) before it was ready`, logFile);
      if (Date.now() > deadline) {
        await endGroup(running.identity, this.#specification.stopBoundMs);
        throw this.#failure(`${name} was not ready after ${readyBoundMs / 1000} s`, logFile);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.#state = "ready";
    this.#message = undefined;
    void running.ended.then((how) => this.#crashed(how, running.since));
  }

  /** As a call, because it changes while a restart waits. */
  #isStopping(): boolean {
    return this.#stopping;
  }

  #spawn(): Running {
    const { name, command, args, cwd, env, logFile } = this.#specification;
    fs.mkdirSync(path.dirname(logFile), { recursive: true });
    const output = openLog(logFile);
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", output, output] });
    fs.closeSync(output);
    const ended = new Promise<string>((resolve) => {
      child.once("error", (error) => {
        resolve(error.message);
      });
      child.once("exit", (code, signal) => {
        resolve(signal ?? `exit code ${code ?? "unknown"}`);
      });
    });
    // A process that could not be started has no number; -1 names none and its end is already on the way.
    const pid = child.pid ?? -1;
    const identity = identify(pid) ?? { pid, startTime: "ended" };
    if (child.pid !== undefined) this.#children.add(name, identity);
    const running = { identity, ended, since: Date.now() };
    this.#running = running;
    void ended.then(() => {
      // What it started and left behind goes with it.
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
      this.#children.remove(pid);
      if (this.#running === running) this.#running = undefined;
    });
    return running;
  }

  #failure(what: string, logFile: string): Error {
    const error = new Error(`${what}. The end of ${logFile}:\n${logTail(logFile)}${diskAdvice(path.dirname(logFile))}`);
    this.#state = "failed";
    this.#message = error.message;
    return error;
  }

  async #crashed(how: string, since: number): Promise<void> {
    const { name, logFile } = this.#specification;
    let reason = `${name} ended (${how})${diskAdvice(path.dirname(logFile))}`;
    if (!this.#isStopping()) this.#lastCrash = `${how} at ${new Date().toISOString()}`;
    if (Date.now() - since > settledMs) this.#attempt = 0;
    while (!this.#isStopping()) {
      const wait = backoffMs[this.#attempt];
      if (wait === undefined) {
        this.#state = "failed";
        this.#message = `${reason}\nGiven up after ${backoffMs.length} restarts; see ${logFile}. Stop and start the one-machine cloud when the cause is gone.`;
        this.#log.write(this.#message);
        return;
      }
      this.#attempt += 1;
      this.#restarts += 1;
      this.#state = "restarting";
      this.#message = `${reason}; restart ${this.#attempt} of ${backoffMs.length} in ${wait / 1000} s`;
      this.#log.write(this.#message);
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (this.#isStopping()) return;
      try {
        await this.#launch();
        this.#log.write(`${name} is back`);
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
  }
}
