import * as assert from "node:assert/strict";
import { kafkaPorts } from "../../../components/network/kafka-ports.ts";
import {
  WorkloadSecurityGroups,
  type WorkloadSecurityGroupsArgs,
} from "../../../components/network/workload-security-groups.ts";
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

  it("lets nobody reach Kafka clients through their group", () => {
    assert.deepEqual(rulesOf(ingress, "kafka-clients"), []);
  });

  it("lets nodes reach each other's pods, kubelets and DNS, and load balancers their targets, and nobody else", () => {
    const open = rulesOf(ingress, "nodes").map(
      ({ inputs }) =>
        `${String(inputs.referencedSecurityGroupId)} ${String(inputs.ipProtocol)} ${String(inputs.fromPort)}-${String(inputs.toPort)}`,
    );
    assert.deepEqual(open.sort(), [
      "sg-groups-load-balancers tcp 1025-65535",
      "sg-groups-nodes tcp 1025-65535",
      "sg-groups-nodes tcp 53-53",
      "sg-groups-nodes udp 53-53",
    ]);
  });

  it("lets nobody reach load balancers unless told whom", () => {
    assert.deepEqual(rulesOf(ingress, "load-balancers"), []);
  });

  const made = async (change: Partial<WorkloadSecurityGroupsArgs>): Promise<void> => {
    mocks = installMocks();
    recorded = recorder();
    new WorkloadSecurityGroups("groups", { ...args, ...change }, recorded.options);
    await mocks.settle();
  };

  it("lets the clients it is given reach load balancers by HTTPS", async () => {
    await made({ loadBalancerClients: { vpn: "10.8.0.0/16" } });
    const [rule, ...more] = rulesOf(ingress, "load-balancers");
    assert.deepEqual([rule?.inputs.cidrIpv4, rule?.inputs.fromPort, rule?.inputs.toPort], ["10.8.0.0/16", 443, 443]);
    assert.deepEqual(more, []);
  });

  const toTheWorld = (): readonly MockedResource[] =>
    mocks.ofType(egress).filter(({ inputs }) => inputs.cidrIpv4 !== undefined);

  it("lets nodes out to the Internet by HTTPS alone, and nobody else", () => {
    assert.deepEqual(
      toTheWorld().map(({ name, inputs }) => [name, inputs.cidrIpv4, inputs.fromPort, inputs.toPort]),
      [["groups-nodes-https", "0.0.0.0/0", 443, 443]],
    );
  });

  it("lets nobody out where there is no way to the Internet", async () => {
    await made({ internetEgress: false });
    assert.deepEqual(toTheWorld(), []);
  });

  it("opens the brokers' ports for other VPCs only where asked to", async () => {
    assert.ok(!rulesOf(ingress, "brokers").some(({ inputs }) => inputs.fromPort === 14001));
    await made({ multiVpcKafka: true });
    assert.ok(rulesOf(ingress, "brokers").some(({ inputs }) => inputs.fromPort === 14001 && inputs.toPort === 14100));
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
