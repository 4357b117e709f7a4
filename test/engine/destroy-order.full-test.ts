import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { destroyAll } from "../../cli/engine/runs.ts";
import { type Target } from "../../cli/engine/target.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { type Phase } from "../../contracts/stacks/index.ts";
import { Platform } from "./platform.ts";
import { bringUp, recordedTarget } from "./recorded-target.ts";

const phases: readonly Phase[] = ["foundation", "network", "cluster", "cluster-services"];

// Everything is recorded: what is proven is the order in which the real engine deletes. What is drained before, and that
// nothing is deleted when it is not, is proven against a server of the Kubernetes API in test/cli/drain.
describe("destroy of cluster-services", function () {
  this.timeout(600_000);
  let platform: Platform;
  let target: Target;

  before(async () => {
    await usePulumi(progressTo(process.stderr));
    platform = await Platform.create();
    target = recordedTarget("dev", platform.environmentFile("dev"));
    await bringUp(target, phases);
  });

  after(async () => {
    await target.close();
    await platform.remove();
  });

  it("takes the controllers before their roles, log groups, priorities and namespaces", async () => {
    const said = new PassThrough();
    const [outcome] = await destroyAll({
      target,
      steps: ["cluster-services"],
      progress: progressTo(said),
      signal: new AbortController().signal,
      allowReplace: new Set(),
    });
    assert.ok(outcome !== undefined && "result" in outcome, "cluster-services was not destroyed");
    const { result } = outcome;
    assert.deepEqual(result.errors, []);
    assert.match(
      String(said.read()),
      /cluster-services drain +dev-platform is only recorded: there is nothing to drain/,
    );
    const deleted = result.changes
      .filter(({ operation, type }) => operation === "delete" && !type.startsWith("platform:"))
      .map(({ name }) => name);
    const at = (name: string): number => {
      assert.ok(deleted.includes(name), `${name} was not deleted`);
      return deleted.indexOf(name);
    };
    for (const [earlier, later] of [
      ["controllers-load-balancers-release", "controllers-load-balancers-controller-policy"],
      ["controllers-load-balancers-release", "controllers-system-namespace"],
      ["controllers-logs-release", "controllers-logging-namespace"],
      ["controllers-logs-release", "controllers-logs-logs"],
      ["controllers-secrets-release", "defaults-platform-controller"],
    ] as const) {
      assert.ok(at(earlier) < at(later), `${earlier} must go before ${later}`);
    }
  });
});
