import { validators } from "../generated/sent-in-full.js";
import { type TelemetryV1 } from "../generated/types.ts";
import { problemsOf } from "../problems.ts";

export type TelemetryEvent = TelemetryV1;

/** What keeps a value from being a telemetry event of version 1, as devices send it; empty when it is one. */
export function telemetryProblems(value: unknown): readonly string[] {
  const validate = validators.get("telemetry-v1");
  return validate === undefined || validate(value) ? [] : problemsOf(validate.errors ?? []);
}
