import assert from "node:assert/strict";
import { withStack } from "../../cli/engine/operation.ts";
import { type Target } from "../../cli/engine/target.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { isStateful, type Phase } from "../../contracts/stacks/index.ts";
import { Platform } from "./platform.ts";
import { bringUp, recordedTarget } from "./recorded-target.ts";

/** A resource in Pulumi's deployment schema, version 3, as far as this test looks. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly protect?: boolean;
}

/** Brings phases up and returns the resources of all their states. */
async function deployedBy(target: Target, phases: readonly Phase[]): Promise<readonly StateResource[]> {
  await bringUp(target, phases);
  const states = phases.map((phase) =>
    withStack(target, phase, async (stack) => {
      const { deployment } = (await stack.exportStack()) as { deployment: { resources: readonly StateResource[] } };
      return deployment.resources;
    }),
  );
  return (await Promise.all(states)).flat();
}

const nameOf = ({ urn }: StateResource): string => urn.split("::").slice(-2).join(" ");

describe("platform:protectStatefulResources that changes", function () {
  this.timeout(300_000);
  const phases = ["foundation", "network"] as const;
  let platform: Platform;
  let target: Target;

  before(async () => {
    await usePulumi(progressTo(process.stderr));
    platform = await Platform.create();
    target = recordedTarget("dev", platform.environmentFile("dev"));
  });

  after(async () => {
    await target.close();
    await platform.remove();
  });

  it("to false frees what was protected", async () => {
    platform.edit("dev", "protectStatefulResources: false", "protectStatefulResources: true");
    const before = await deployedBy(target, phases);
    assert.ok(before.some(({ protect }) => protect === true));
    platform.edit("dev", /protectStatefulResources: "?true"?/, "protectStatefulResources: false");
    const resources = await deployedBy(target, phases);
    assert.ok(resources.some(({ type }) => isStateful(type)));
    assert.deepEqual(resources.filter(({ protect }) => protect === true).map(nameOf), []);
  });
});
