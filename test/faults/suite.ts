import { faultCases } from "./cases/index.ts";
import { FaultRun, type RunReport, type Scale } from "./harness/fault-run.ts";
import type { Ground } from "./harness/ground.ts";
import { recordRuns } from "./harness/record.ts";
import { sharedGround } from "./harness/shared-ground.ts";
import { describeAnswers, describeRun } from "./harness/table.ts";

const { FAULT_SEED = "", FAULT_CASE = "" } = process.env;
const chosen = new Set(FAULT_CASE.split(",").filter((id) => id !== ""));

/** A number that replays a run when given as `FAULT_SEED`. */
export function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}

/**
 * Declares the tests of all cases, each with these seeds. `FAULT_SEED` is one seed instead; `FAULT_CASE` names the cases, with commas between.
 *
 * @param form Which form of the suite it is, for the table of its runs.
 */
export function faultTests(form: string, seeds: readonly number[], scale: Scale): void {
  const unknown = [...chosen].filter((id) => !faultCases.some((one) => one.id === id));
  if (unknown.length > 0) {
    const ids = faultCases.map(({ id }) => id).join(", ");
    throw new Error(`FAULT_CASE names ${unknown.join(", ")}; there are ${ids}.`);
  }
  const reports: RunReport[] = [];
  let ground: Ground;

  before(async function () {
    this.timeout(240_000);
    ground = await sharedGround();
  });

  after(() => {
    recordRuns(form, reports, new Map(faultCases.map(({ id, title }) => [id, title])));
  });

  for (const { id, title, run: go } of faultCases) {
    if (chosen.size > 0 && !chosen.has(id)) continue;
    it(`${title} (${id})`, async function () {
      this.timeout(seeds.length * scale.factor * 240_000);
      for (const seed of FAULT_SEED === "" ? seeds : [Number(FAULT_SEED)]) {
        const run = new FaultRun(ground, id, seed, scale);
        try {
          await go(run);
          const report = await run.finish(id, seed);
          console.log(`      ${describeRun(report)}`);
          reports.push(report);
        } catch (error) {
          console.log(
            `      ${id} failed with FAULT_SEED=${seed} FAULT_CASE=${id}; its files: ${run.folder}; answers {${describeAnswers(run.answers)}}`,
          );
          await run.abandon();
          throw error;
        }
      }
    });
  }
}
