import assert from "node:assert/strict";
import type { Properties, ResourceContext } from "../../../../local/provider/resource-type.ts";
import { types } from "../../../../local/provider/types/streaming.ts";

const account = { accountId: "111111111111", region: "eu-central-1", partition: "aws" };

/** ID and outputs of a recorded resource of this type. */
function recorded(type: string, inputs: Properties): { readonly id: string; readonly outputs: Properties } {
  const context: ResourceContext = { urn: `urn:pulumi:dev::streaming::${type}::it`, type, name: "it", account };
  const id = types[type]?.id?.(inputs, context);
  assert.ok(id);
  return { id, outputs: types[type]?.outputs?.(id, inputs, context) ?? {} };
}

const cluster = (numberOfBrokerNodes: number, sasl: Properties): Properties =>
  recorded("aws:msk/cluster:Cluster", { clusterName: "events", numberOfBrokerNodes, clientAuthentication: { sasl } })
    .outputs;

describe("recorded MSK resources", () => {
  it("a cluster's ID is its ARN, which ends with its UUID", () => {
    const { id, outputs } = recorded("aws:msk/cluster:Cluster", { clusterName: "events", numberOfBrokerNodes: 3 });
    assert.match(id, /^arn:aws:kafka:eu-central-1:111111111111:cluster\/events\/[0-9a-f-]{36}-1$/);
    assert.equal(outputs.arn, id);
    assert.ok(id.endsWith(`/${String(outputs.clusterUuid)}`));
  });

  it("a cluster gives addresses for the authentication that is on, and none for the other", () => {
    const host = /^(b-[123]\.events\.[0-9a-f]{6}\.c2\.kafka\.eu-central-1\.amazonaws\.com:PORT,?){3}$/.source;
    const iam = cluster(3, { iam: true });
    assert.match(String(iam.bootstrapBrokersSaslIam), new RegExp(host.replace("PORT", "9098")));
    assert.equal(iam.bootstrapBrokersSaslScram, "");
    const scram = cluster(3, { scram: true });
    assert.match(String(scram.bootstrapBrokersSaslScram), new RegExp(host.replace("PORT", "9096")));
    assert.equal(scram.bootstrapBrokersSaslIam, "");
  });

  it("a cluster lists three brokers at most, as MSK does", () => {
    assert.equal(String(cluster(6, { iam: true }).bootstrapBrokersSaslIam).split(",").length, 3);
    assert.equal(String(cluster(2, { iam: true }).bootstrapBrokersSaslIam).split(",").length, 2);
  });

  it("a topic's ID is its cluster's ARN and its name", () => {
    const clusterArn = "arn:aws:kafka:eu-central-1:111111111111:cluster/events/u-1";
    const { id, outputs } = recorded("aws:msk/topic:Topic", { clusterArn, name: "iot.telemetry.v1" });
    assert.equal(id, `${clusterArn},iot.telemetry.v1`);
    assert.equal(outputs.arn, "arn:aws:kafka:eu-central-1:111111111111:topic/events/u-1/iot.telemetry.v1");
  });
});
