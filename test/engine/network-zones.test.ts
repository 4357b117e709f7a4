import assert from "node:assert/strict";
import { hazardsOf } from "../../cli/engine/guard.ts";
import { type OperationResult, runOperation } from "../../cli/engine/operation.ts";
import { type Target } from "../../cli/engine/target.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { type Phase } from "../../contracts/stacks/index.ts";
import { Platform } from "./platform.ts";
import { recordedTarget } from "./recorded-target.ts";

const [a, b, c, d] = ["a", "b", "c", "d"].map((letter) => `eu-central-1${letter}`);

/** Changes of a run by operation, as `type name`. */
function changesOf({ changes }: OperationResult): Readonly<Record<string, readonly string[]>> {
  const operations = [...new Set(changes.map(({ operation }) => operation))];
  return Object.fromEntries(
    operations.map((operation) => [
      operation,
      changes.filter((change) => change.operation === operation).map(({ type, name }) => `${type} ${name}`),
    ]),
  );
}

// Golden of an upgrade: what a zone brings with it is its own, whatever other zones there are.
describe("a zone that comes or goes", function () {
  this.timeout(600_000);
  let platform: Platform;
  let target: Target;

  const run = async (phase: Phase, operation: "up" | "preview"): Promise<OperationResult> => {
    const result = await runOperation(target, phase, operation);
    assert.deepEqual(result.errors, [], `${operation} ${phase}`);
    return result;
  };

  let inFile = "";
  const setZones = (...zones: readonly (string | undefined)[]): void => {
    const wanted = `network:availabilityZones: [${zones.join(", ")}]`;
    if (wanted !== inFile) platform.edit("dev", /network:availabilityZones: .*/, wanted);
    inFile = wanted;
  };

  before(async () => {
    await usePulumi(progressTo(process.stderr));
    platform = await Platform.create();
    target = recordedTarget("dev", platform.environmentFile("dev"));
    platform.edit("dev", "network:natGateways: single", "network:natGateways: per-zone");
    platform.edit(
      "dev",
      "network:natGateways",
      "network:pods: { cidr: 100.64.0.0/16, subnetPrefix: 18 }\n  network:natGateways",
    );
    setZones(a, c);
    await run("foundation", "up");
    await run("network", "up");
  });

  after(async () => {
    await target.close();
    await platform.remove();
  });

  for (const [where, added, zones] of [
    ["at the end", d, [a, c, d]],
    ["in the middle", b, [a, b, c]],
  ] as const) {
    it(`${where} of the list makes what is its own and replaces nothing`, async () => {
      setZones(...zones);
      const { create = [], update = [], ...others } = changesOf(await run("network", "preview"));
      assert.deepEqual(others, {});
      for (const tier of ["public", "app", "data", "pods"]) {
        assert.ok(create.includes(`aws:ec2/subnet:Subnet network-vpc-${tier}-${String(added)}`), tier);
      }
      assert.ok(create.includes(`aws:ec2/natGateway:NatGateway network-vpc-nat-${String(added)}`));
      // What holds all zones learns of one more, in place: endpoints, network ACLs, the dashboard.
      const lists =
        /^(aws:ec2\/(vpcEndpoint:VpcEndpoint|networkAcl:NetworkAcl)|awsx:ec2:Vpc|aws:cloudwatch\/dashboard:Dashboard) /;
      assert.deepEqual(
        update.filter((resource) => !lists.test(resource)),
        [],
      );
    });
  }

  it("from the middle takes what is its own along and touches no other", async () => {
    setZones(a, b, c);
    await run("network", "up");
    setZones(a, c);
    const result = changesOf(await run("network", "preview"));
    assert.deepEqual(
      Object.keys(result).filter((operation) => !["delete", "update"].includes(operation)),
      [],
    );
    const others = (result.delete ?? []).filter(
      (resource) => !resource.includes(String(b)) && !/-[io][nut]+-\d+$/.test(resource),
    );
    assert.deepEqual(others, []);
  });

  it("makes no difference by its place in the list", async () => {
    setZones(c, b, a);
    assert.deepEqual(changesOf(await run("network", "preview")), {});
  });

  // ForceNew of cidr_block in hashicorp/terraform-provider-aws, internal/service/ec2/vpc_.go.
  it("is not what another block of the VPC is: that replaces the VPC, and is held", async () => {
    platform.edit("dev", "network:cidr: 10.0.0.0/16", "network:cidr: 10.7.0.0/16");
    const hazards = hazardsOf(await run("network", "preview"));
    const vpc = hazards.find(({ type }) => type === "aws:ec2/vpc:Vpc");
    assert.deepEqual([vpc?.name, vpc?.kind, vpc?.properties], ["network-vpc", "replaces", ["cidrBlock"]]);
  });
});
