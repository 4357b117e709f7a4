import assert from "node:assert/strict";
import { isStateful } from "../../contracts/stacks/index.ts";
import { type PlannedResource, plannedResources } from "../checkov/planned.ts";

const nameOf = ({ urn }: PlannedResource): string => urn.split("::").slice(-2).join(" ");

function childrenOf(resources: readonly PlannedResource[], component: string): readonly string[] {
  return resources.filter(({ urn }) => urn.includes(`${component}$`)).map(({ type }) => type);
}

describe("platform:protectStatefulResources", function () {
  // The whole environment is registered with the engine, unless a suite of this process has done it.
  this.timeout(300_000);

  it("true, as in prod, protects every stateful resource of every phase, children of remote components too, and nothing else", async () => {
    const resources = await plannedResources("prod");
    const stateful = resources.filter(({ type }) => isStateful(type));
    assert.deepEqual(
      resources
        .filter(({ protect }) => protect)
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

  it("false, as in dev, protects nothing", async () => {
    const resources = await plannedResources("dev");
    assert.ok(resources.some(({ type }) => isStateful(type)));
    assert.deepEqual(resources.filter(({ protect }) => protect).map(nameOf), []);
  });
});
