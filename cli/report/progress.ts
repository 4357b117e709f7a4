/** Writes progress lines for people: to stderr, so that `--json` on stdout stays whole. */
export interface Progress {
  /** A line that stands for itself. */
  say(line: string): void;
  /** What `topic` waits for now; shown at most every few seconds. */
  waiting(topic: string, what: string): void;
}

/** How often one topic may say what it waits for. */
const waitingEveryMs = 10_000;

export function progressTo(stream: NodeJS.WritableStream): Progress {
  const lastSaid = new Map<string, number>();
  return {
    say(line) {
      stream.write(`${line}\n`);
    },
    waiting(topic, what) {
      const now = Date.now();
      const last = lastSaid.get(topic);
      if (last === undefined) {
        lastSaid.set(topic, now);
      } else if (now - last >= waitingEveryMs) {
        lastSaid.set(topic, now);
        stream.write(`  ${topic}: waiting for ${what}\n`);
      }
    },
  };
}

/** 12.3 s, 2 min 05 s. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
