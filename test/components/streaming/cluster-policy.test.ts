import assert from "node:assert/strict";
import { type ClusterClients, clusterPolicy } from "../../../components/streaming/cluster-policy.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const clusterArn = "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/abc-1";
const accounts = { "444444444444": { produces: [], consumes: ["faults"], groups: ["analytics"] } } as const;

interface Statement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

const statementsOf = (clients: ClusterClients): readonly Statement[] =>
  (JSON.parse(clusterPolicy(place, clusterArn, clients)) as { Statement: Statement[] }).Statement;

const statements = (authentication: readonly ("iam" | "scram")[]): readonly Statement[] =>
  statementsOf({ accounts, authentication, replicator: false });

describe("clusterPolicy", () => {
  it("names each account, never everybody", () => {
    for (const { Principal } of statements(["iam"])) {
      assert.deepEqual(Principal, { AWS: "arn:aws:iam::444444444444:root" });
    }
  });

  it("lets an account connect to this cluster and find its brokers", () => {
    const [connect, ...more] = statements(["scram"]);
    assert.deepEqual(connect?.Action, [
      "kafka:CreateVpcConnection",
      "kafka:GetBootstrapBrokers",
      "kafka:DescribeCluster",
      "kafka:DescribeClusterV2",
    ]);
    assert.equal(connect.Resource, clusterArn);
    assert.deepEqual(more, [], "broker ACLs decide what SCRAM users may do");
  });

  it("gives it by IAM the topics and groups it is given, by this cluster's own ARNs", () => {
    assert.deepEqual(
      statements(["iam"]).map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["ConnectFromVpc444444444444", clusterArn],
        ["Connect444444444444", [clusterArn]],
        ["Consume444444444444", ["arn:aws:kafka:eu-central-1:111111111111:topic/test-events/abc-1/iot.faults.v1"]],
        ["JoinGroups444444444444", ["arn:aws:kafka:eu-central-1:111111111111:group/test-events/abc-1/analytics"]],
      ],
    );
  });

  it("lets MSK Replicator connect on behalf of this account when it copies to another Region", () => {
    const [service, ...more] = statementsOf({ accounts: {}, authentication: ["iam"], replicator: true });
    assert.deepEqual(service?.Principal, { Service: "kafka.amazonaws.com" });
    assert.equal(service.Resource, clusterArn);
    assert.deepEqual(more, []);
  });
});
