import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { accepts, brokerSlots, containerSlots, portsFrom } from "../../../local/runtime/ports.ts";
import { createStateDirectory, type StateDirectory, stateDirectory } from "../../../local/runtime/state-directory.ts";

/** A state directory of its own in the system's temporary folder. The caller removes its root. */
export function temporaryState(): StateDirectory {
  const state = stateDirectory(fs.mkdtempSync(path.join(os.tmpdir(), "one-machine-")));
  createStateDirectory(state);
  return state;
}

/** Suites that run beside each other draw from different bases: one may look while the other is about to listen. */
const lane = Number(process.env.TEST_LANE ?? 0);
const lanes = 3;

/** A base whose ports nobody uses now, below those that systems hand out by themselves. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 12_000 + (Math.floor(Math.random() * 50) * lanes + lane) * 110;
    const ports = portsFrom(base);
    const brokers = Array.from({ length: brokerSlots }, (_, slot) => ports.broker(slot));
    const containers = Array.from({ length: containerSlots }, (_, slot) => ports.container(slot));
    const single = [ports.control, ports.emulator, ports.aws, ports.podIdentity, ...containers];
    const used = [...single, ...brokers.flatMap((broker) => Object.values<number>({ ...broker }))];
    const answers = await Promise.all(used.map(accepts));
    if (!answers.includes(true)) return base;
  }
}
