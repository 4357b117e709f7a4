import * as assert from "node:assert/strict";
import { kafkaPorts } from "../../../components/network/kafka-ports.ts";
import { WorkloadSecurityGroups } from "../../../components/network/workload-security-groups.ts";
import { installMocks, type MockedResource, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  endpointsSecurityGroupId: "sg-endpoints",
  prefixListIds: { s3: "pl-s3", dynamodb: "pl-dynamodb" },
};

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("WorkloadSecurityGroups", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  const rulesOf = (type: string, group: string): readonly MockedResource[] =>
    mocks.ofType(type).filter(({ inputs }) => inputs.securityGroupId === `sg-groups-${group}`);

  beforeEach(async () => {
    mocks = installMocks();
    recorded = recorder();
    new WorkloadSecurityGroups("groups", args, recorded.options);
    await mocks.settle();
  });

  it("lets nodes and Kafka clients reach the brokers, on Kafka's ports only", () => {
    const open = rulesOf(ingress, "brokers").map(({ inputs }) => {
      assert.equal(inputs.fromPort, inputs.toPort);
      assert.equal(inputs.cidrIpv4, undefined);
      return `${String(inputs.referencedSecurityGroupId)} ${String(inputs.fromPort)}`;
    });
    const clients = ["sg-groups-nodes", "sg-groups-kafka-clients"];
    const wanted = clients.flatMap((client) => Object.values(kafkaPorts).map((port) => `${client} ${port}`));
    assert.deepEqual(open.sort(), wanted.sort());
  });

  it("gives the brokers no way out", () => {
    assert.deepEqual(rulesOf(egress, "brokers"), []);
  });

  it("lets nobody reach nodes or Kafka clients through their groups", () => {
    assert.deepEqual([...rulesOf(ingress, "nodes"), ...rulesOf(ingress, "kafka-clients")], []);
  });

  it("keeps Kafka clients off the Internet: endpoints and brokers only", () => {
    for (const { inputs } of rulesOf(egress, "kafka-clients")) {
      assert.equal(inputs.cidrIpv4, undefined);
      assert.ok(inputs.referencedSecurityGroupId !== undefined || inputs.prefixListId !== undefined);
    }
  });

  it("describes every rule", () => {
    for (const { name, inputs } of [...mocks.ofType(ingress), ...mocks.ofType(egress)]) {
      assert.ok(inputs.description, `${name} has no description`);
    }
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    mocks = installMocks();
    recorded = recorder();
    new WorkloadSecurityGroups("one", args, recorded.options);
    new WorkloadSecurityGroups("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
