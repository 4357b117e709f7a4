import type { RunReport } from "./fault-run.ts";

const mebibyte = 1024 * 1024;

/** One run on one line. */
export function describeRun({ id, seed, verdict, recoveries, peakBytes, answers, figures }: RunReport): string {
  const { fates, lost, duplicates } = verdict;
  return [
    `${id} seed ${seed}: sent ${verdict.sent}, acked ${fates.acked}, quarantined ${fates.quarantined}`,
    `refused ${fates.refused}, unknown ${fates.unknown}, lost ${lost.length}, duplicates ${duplicates}`,
    `recovered in ${recoveries.map(seconds).join(", ") || "-"}, ${Math.round(peakBytes / mebibyte)} MiB`,
    `answers {${describeAnswers(answers)}}`,
    ...Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 1000) / 1000}`),
  ].join("; ");
}

export function describeAnswers(answers: RunReport["answers"]): string {
  return [...answers]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([answer, count]) => `${answer}: ${count}`)
    .join(", ");
}

/** A table in Markdown: a row per case over all its runs. */
export function tableOf(reports: readonly RunReport[], titles: ReadonlyMap<string, string>): string {
  const head = "case | what | runs | sent | acked | quarantined | lost | duplicates | recovery p50 / max | memory";
  const rows = [...titles].flatMap(([id, title]) => {
    const runs = reports.filter((report) => report.id === id);
    if (runs.length === 0) return [];
    const sum = (of: (report: RunReport) => number): number => runs.reduce((total, report) => total + of(report), 0);
    const recoveries = runs.flatMap((report) => report.recoveries).sort((one, other) => one - other);
    const middle = recoveries[Math.floor(recoveries.length / 2)];
    const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes));
    return [
      [
        id,
        title,
        runs.length,
        sum(({ verdict }) => verdict.sent),
        sum(({ verdict }) => verdict.fates.acked),
        sum(({ verdict }) => verdict.fates.quarantined),
        sum(({ verdict }) => verdict.lost.length + verdict.lostOfQuarantine.length),
        sum(({ verdict }) => verdict.duplicates),
        middle === undefined ? "–" : `${seconds(middle)} / ${seconds(recoveries.at(-1) ?? middle)}`,
        `${Math.round(peak / mebibyte)} MiB`,
      ].join(" | "),
    ];
  });
  const rule = head.replaceAll(/[^|]+/g, " - ").trim();
  return [head, rule, ...rows].map((row) => `| ${row} |`).join("\n");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
