import assert from "node:assert/strict";
import * as fs from "node:fs";
import { type ResourceChange } from "../../cli/engine/events.ts";
import { hazardsOf } from "../../cli/engine/guard.ts";
import { type OperationResult, runOperation, withStack } from "../../cli/engine/operation.ts";
import { type Target } from "../../cli/engine/target.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { type Phase } from "../../contracts/stacks/index.ts";
import { Platform } from "./platform.ts";
import { recordedTarget } from "./recorded-target.ts";

/** A resource in Pulumi's deployment schema, version 3, as far as this test looks. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";

const sparkGroup = "{ name: spark, instanceTypes: [r7g.xlarge, r6g.xlarge], capacity: spot, minNodes: 1, maxNodes: 9 }";

/** Edits of the environment file as the engine writes it, which changes no stateful resource's identity. */
const inPlace: readonly Edit[] = [
  [/cluster:nodeGroups:(\n\s*- )/, `cluster:nodeGroups:$1${sparkGroup}$1`],
  [/maxNodes: 4/, "maxNodes: 4, diskSizeGiB: 100"],
  [/cluster:version: "1.34"/, 'cluster:version: "1.35"'],
];

const replacing: readonly Edit[] = [
  [/m7g\.large/, "m8g.large"],
  [/cluster:autoscaler: karpenter/, "cluster:autoscaler: none"],
];

type Edit = readonly [RegExp, string];

describe("an upgrade of the cluster, through the engine", function () {
  this.timeout(600_000);
  let platform: Platform;
  let target: Target;
  let environmentFile: string;

  /** Previews the phase with the environment file edited, and puts the file back. */
  async function preview(edits: readonly Edit[]): Promise<OperationResult> {
    const before = fs.readFileSync(environmentFile, "utf8");
    for (const [from, to] of edits) {
      platform.edit("dev", from, to);
    }
    try {
      const result = await runOperation(target, "cluster", "preview");
      assert.deepEqual(result.errors, []);
      return result;
    } finally {
      fs.writeFileSync(environmentFile, before);
    }
  }

  before(async () => {
    await usePulumi(progressTo(process.stderr));
    platform = await Platform.create();
    environmentFile = platform.environmentFile("dev");
    target = recordedTarget("dev", environmentFile);
    for (const phase of ["foundation", "network", "cluster"] as const satisfies readonly Phase[]) {
      assert.deepEqual((await runOperation(target, phase, "up")).errors, [], phase);
    }
  });

  after(async () => {
    await target.close();
    await platform.remove();
  });

  it("plans nothing when nothing changed", async () => {
    assert.deepEqual((await preview([])).changes, []);
  });

  it("replaces nothing when a group of nodes comes, disks grow and the Kubernetes version is raised", async () => {
    const { changes } = await preview(inPlace);
    assert.deepEqual(summary(changes, "replace", "delete"), []);
    assert.deepEqual(summary(changes, "create"), [
      `create ${launchTemplate} cluster-spark-template`,
      `create ${nodeGroup} cluster-spark-nodes`,
      "create platform:cluster:NodeGroup cluster-spark",
    ]);
    const updates = summary(changes, "update");
    for (const update of [
      "update aws:eks/cluster:Cluster cluster-control-plane-eks-eksCluster",
      "update aws:eks/addon:Addon cluster-kube-proxy-addon",
      `update ${launchTemplate} cluster-system-template`,
      `update ${nodeGroup} cluster-system-nodes`,
    ]) {
      assert.ok(updates.includes(update), `${update} is not among:\n${updates.join("\n")}`);
    }
  });

  it("shows a replacement of nodes with its cause, and stops where something stateful would go", async () => {
    const result = await preview(replacing);
    const replaced = result.changes.filter(({ operation }) => operation === "replace");
    // hashicorp/terraform-provider-aws internal/service/eks/node_group.go: instance_types is ForceNew.
    assert.deepEqual(
      replaced.map(({ type, replacing: causes }) => [type, causes]),
      [[nodeGroup, ["instanceTypes"]]],
    );
    assert.deepEqual(
      hazardsOf(result)
        .map(({ kind, name }) => `${kind} ${name}`)
        .sort(),
      ["deletes cluster-autoscaling-interruptions-queue", "deletes cluster-autoscaling-interruptions-unread"],
    );
  });

  it("deletes what runs on nodes before nodes, and nodes before what they need", async () => {
    const resources = await withStack(target, "cluster", async (stack) => {
      const { deployment } = (await stack.exportStack()) as { deployment: { resources: readonly StateResource[] } };
      return deployment.resources;
    });
    const goesBefore = deletionOrder(resources);
    const addon = (name: string): string => urnOf(resources, "aws:eks/addon:Addon", `cluster-${name}-addon`);
    const nodes = urnOf(resources, nodeGroup, "cluster-system-nodes");
    for (const name of ["coredns", "aws-ebs-csi-driver", "metrics-server", "amazon-cloudwatch-observability"]) {
      assert.ok(goesBefore(addon(name), nodes), `${name} does not go before the nodes`);
    }
    for (const name of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
      assert.ok(goesBefore(nodes, addon(name)), `the nodes do not go before ${name}`);
    }
    const cluster = urnOf(resources, "aws:eks/cluster:Cluster", "cluster-control-plane-eks-eksCluster");
    assert.ok(goesBefore(nodes, cluster));
    assert.ok(goesBefore(cluster, urnOf(resources, "aws:cloudwatch/logGroup:LogGroup", "cluster-control-plane-logs")));
    assert.ok(
      goesBefore(
        cluster,
        urnOf(
          resources,
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          "cluster-control-plane-role-AmazonEKSClusterPolicy",
        ),
      ),
    );
  });
});

/** The changes of some kinds, one line each. */
function summary(
  changes: readonly ResourceChange[],
  ...kinds: readonly ResourceChange["operation"][]
): readonly string[] {
  return changes
    .filter(({ operation }) => kinds.includes(operation))
    .map(({ operation, type, name }) => `${operation} ${type} ${name}`)
    .sort();
}

function urnOf(resources: readonly StateResource[], type: string, name: string): string {
  const found = resources.find((resource) => resource.type === type && resource.urn.endsWith(`::${name}`));
  assert.ok(found, `there is no ${type} ${name}`);
  return found.urn;
}

/** Whether one resource is deleted before another: it depends on that, or lies within something that does. */
function deletionOrder(resources: readonly StateResource[]): (one: string, other: string) => boolean {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const needs = (urn: string): readonly string[] => {
    const { dependencies = [], parent } = byUrn.get(urn) ?? {};
    return parent === undefined ? dependencies : [...dependencies, parent];
  };
  return (one, other) => {
    const reached = new Set(needs(one));
    for (const urn of reached) {
      needs(urn).forEach((next) => reached.add(next));
    }
    return reached.has(other);
  };
}
