import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** Mocha's own report; its counts also go to the file that `TEST_COUNTS_FILE` names, as JSON, for `.ci/run`. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.TEST_COUNTS_FILE;
    if (file === undefined || file === "") return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
}
