import * as fs from "node:fs";

// Loaded before a program by `--import`: its clock is ahead of the system's by the milliseconds in $CLOCK_FILE, read again
// every tenth of a second, so that a test sets the clock of one process as an operator sets that of a host. Timers and
// performance.now() go on, as they do when a host's clock is set.

const { CLOCK_FILE: file = "" } = process.env;
const SystemDate = Date;
let ahead = 0;

function read(): void {
  try {
    ahead = Number(fs.readFileSync(file, "utf8")) || 0;
  } catch {
    // Not written yet, or just being written: the next reading has it.
  }
}

class ShiftedDate extends SystemDate {
  constructor(...given: readonly unknown[]) {
    // The system's own constructor takes what it is given, whatever that is.
    super(...((given.length === 0 ? [SystemDate.now() + ahead] : given) as [number]));
  }

  static override now(): number {
    return SystemDate.now() + ahead;
  }
}

read();
setInterval(read, 100).unref();
globalThis.Date = ShiftedDate as DateConstructor;
