import assert from "node:assert/strict";
import { BalancedEntrance, type BalancedEntranceArgs } from "../../../components/ingestion/balanced-entrance.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args: BalancedEntranceArgs = {
  place,
  domainName: "events.test.example.com",
  hostedZoneId: "Z0123456789",
  network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], securityGroupId: "sg-1" },
  logs: { kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/1", retentionDays: 90, archiveBucket: "test-logs" },
  service: { clusterName: "test-platform", namespace: "ingestion", name: "collector" },
  requestsPerAddress: 30_000,
  internetFacing: false,
  deletionProtection: true,
  trust: { authorities: { bucket: "test-code", key: "authorities.pem" }, revocationLists: [] },
};
const certificateArn = "arn:aws:acm:eu-central-1:111111111111:certificate/1";

describe("BalancedEntrance", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  async function made(change: Partial<BalancedEntranceArgs> = {}): Promise<BalancedEntrance> {
    const entrance = new BalancedEntrance("entrance", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return entrance;
  }

  it("answers to its name, by a record that follows the load balancer", async () => {
    const { host, port } = await made({ certificateArn });
    assert.deepEqual([host, port], ["events.test.example.com", 443]);
    const { inputs } = mocks.one("aws:route53/record:Record");
    assert.deepEqual([inputs.name, inputs.type], ["events.test.example.com", "A"]);
    assert.ok((inputs.aliases as { evaluateTargetHealth: boolean }[])[0]?.evaluateTargetHealth);
  });

  it("makes a certificate where it is given none, and no record outside of a hosted zone", async () => {
    await made();
    assert.equal(mocks.ofType("aws:acm/certificate:Certificate").length, 1);
    mocks = installMocks();
    await made({ certificateArn, hostedZoneId: undefined });
    assert.deepEqual(mocks.ofType("aws:acm/certificate:Certificate"), []);
    assert.deepEqual(mocks.ofType("aws:route53/record:Record"), []);
  });

  it("verifies certificates by the authorities it is given, and none where devices have tokens", async () => {
    await made();
    assert.equal(mocks.ofType("aws:lb/trustStore:TrustStore").length, 1);
    mocks = installMocks();
    await made({ trust: undefined });
    assert.deepEqual(mocks.ofType("aws:lb/trustStore:TrustStore"), []);
  });

  it("stands behind a web ACL and keeps logs, whatever it is told", async () => {
    await made({ trust: undefined, certificateArn });
    assert.equal(mocks.ofType("aws:wafv2/webAclAssociation:WebAclAssociation").length, 1);
    assert.equal(mocks.ofType("aws:cloudwatch/logDelivery:LogDelivery").length, 2);
  });

  it("fails without a name, and without a certificate or where to prove one", () => {
    assert.throws(
      () => new BalancedEntrance("entrance", { ...args, domainName: undefined }),
      /BalancedEntrance entrance: domainName is missing; .* Set ingestion:domainName\./,
    );
    assert.throws(
      () => new BalancedEntrance("entrance", { ...args, hostedZoneId: undefined }),
      /neither certificateArn nor hostedZoneId is set; .* Set ingestion:certificateArn or ingestion:hostedZoneId\./,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new BalancedEntrance("one", args, recorded.options);
    new BalancedEntrance("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
