import { type Answered } from "./load.ts";

/** Figures of one program at one number of events per request. */
export interface ProgramFigures {
  /** Most that this machine got through it. */
  readonly eventsPerSecond: number;
  /** Processor time of the program for one event. */
  readonly cpuMicroseconds: number;
  /** Most memory that was resident. */
  readonly residentMiB: number;
}

export interface Run {
  readonly eventsPerRequest: number;
  readonly collector: ProgramFigures & {
    /** At 25, 50 and 75 % of the most. */
    readonly latencies: readonly Pick<Answered, "p50" | "p99" | "p999" | "success">[];
  };
  readonly benthos: ProgramFigures;
}

/** All that one run of the benchmark measured. */
export interface CollectorFigures {
  /** Day, `YYYY-MM-DD`. */
  readonly date: string;
  /** Processors and their model. */
  readonly machine: string;
  readonly eventBytes: number;
  /** Records a second that Kafka's own producer gets into the same broker. */
  readonly brokerCeiling: number;
  readonly runs: readonly Run[];
  readonly memory: { readonly mostMiB: number; readonly minutes: number; readonly driftMiB: number };
}
