/**
 * How soon somebody must act, and so where an alert goes.
 *
 * - `critical`: data or availability is being lost; somebody is woken.
 * - `warning`: it will be lost if nobody acts within the working day.
 * - `info`: worth reading, nothing to do now.
 */
export const severities = ["critical", "warning", "info"] as const;

export type Severity = (typeof severities)[number];

/** A value for each severity. */
export type BySeverity<T> = Readonly<Record<Severity, T>>;

export function bySeverity<T>(value: (severity: Severity) => T): BySeverity<T> {
  return { critical: value("critical"), warning: value("warning"), info: value("info") };
}
