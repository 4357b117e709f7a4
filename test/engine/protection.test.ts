import assert from "node:assert/strict";
import { runOperation, withStack } from "../../cli/engine/operation.ts";
import { inOrder } from "../../cli/engine/orchestrate.ts";
import { type Target } from "../../cli/engine/target.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { isStateful, type Phase, phaseNames } from "../../contracts/stacks/index.ts";
import { Platform } from "./platform.ts";
import { recordedTarget } from "./recorded-target.ts";

/** A resource in Pulumi's deployment schema, version 3, as far as this test looks. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly protect?: boolean;
}

/** Brings phases up and returns the resources of all their states. */
async function deployedBy(target: Target, phases: readonly Phase[]): Promise<readonly StateResource[]> {
  const outcomes = await inOrder(
    phases,
    "upstream first",
    (step) => runOperation(target, step, "up"),
    ({ succeeded }) => succeeded,
  );
  for (const outcome of outcomes) {
    assert.ok("result" in outcome, `${outcome.step} did not run`);
    assert.deepEqual(outcome.result.errors, [], outcome.step);
  }
  const states = phases.map((phase) =>
    withStack(target, phase, async (stack) => {
      const { deployment } = (await stack.exportStack()) as { deployment: { resources: readonly StateResource[] } };
      return deployment.resources;
    }),
  );
  return (await Promise.all(states)).flat();
}

const nameOf = ({ urn }: StateResource): string => urn.split("::").slice(-2).join(" ");

function childrenOf(resources: readonly StateResource[], component: string): readonly string[] {
  return resources.filter(({ urn }) => urn.includes(`${component}$`)).map(({ type }) => type);
}

describe("platform:protectStatefulResources", function () {
  this.timeout(300_000);
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

  it("true protects every stateful resource of every phase, children of remote components too, and nothing else", async () => {
    platform.edit("dev", "protectStatefulResources: false", "protectStatefulResources: true");
    const resources = await deployedBy(target, phaseNames);
    const stateful = resources.filter(({ type }) => isStateful(type));
    assert.deepEqual(
      resources
        .filter(({ protect }) => protect === true)
        .map(nameOf)
        .sort(),
      stateful.map(nameOf).sort(),
    );
    assert.ok(childrenOf(stateful, "awsx:ec2:Vpc").includes("aws:ec2/vpc:Vpc"));
    assert.ok(childrenOf(stateful, "eks:index:Cluster").includes("aws:eks/cluster:Cluster"));
    for (const type of [
      "aws:kms/key:Key",
      "aws:s3/bucket:Bucket",
      "aws:msk/cluster:Cluster",
      "aws:msk/topic:Topic",
      "aws:glue/catalogTable:CatalogTable",
    ]) {
      assert.ok(
        stateful.some((resource) => resource.type === type),
        `no phase makes a ${type}`,
      );
    }
  });

  it("false protects nothing, and frees what was protected", async () => {
    platform.edit("dev", /protectStatefulResources: "?true"?/, "protectStatefulResources: false");
    const resources = await deployedBy(target, ["foundation", "network"]);
    assert.ok(resources.some(({ type }) => isStateful(type)));
    assert.deepEqual(resources.filter(({ protect }) => protect === true).map(nameOf), []);
  });
});
