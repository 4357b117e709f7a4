import assert from "node:assert/strict";
import { NodeFunction } from "../../../components/functions/node-function.ts";
import { ScramCredential, type ScramCredentialArgs } from "../../../components/streaming/scram-credential.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

describe("ScramCredential", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  function argsWith(change: Partial<ScramCredentialArgs> = {}): ScramCredentialArgs {
    const rotation = new NodeFunction(
      "rotation",
      {
        place,
        workload: "scram-rotation",
        description: "For a test",
        grants: [],
        network: { vpcId: "vpc-1", subnetIds: ["subnet-a"], endpointsSecurityGroupId: "sg-endpoints" },
        key: { arn: "arn:aws:kms:eu-central-1:111111111111:key/secrets", alias: "alias/test-secrets" },
        logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
        logRetentionDays: 90,
      },
      recorded.options,
    );
    return {
      place,
      principal: "collector",
      clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
      kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/secrets",
      rotation,
      rotateAfterDays: 30,
      deleteDataOnDestroy: false,
      ...change,
    };
  }

  it("names the user like the principal's role, and the secret as MSK demands", async () => {
    const credential = new ScramCredential("collector", argsWith(), recorded.options);
    await mocks.settle();
    assert.equal(credential.userName, "test-collector");
    const { inputs } = mocks.one("aws:secretsmanager/secret:Secret");
    assert.deepEqual([inputs.name, inputs.recoveryWindowInDays], ["AmazonMSK_test-collector", 30]);
  });

  it("deletes the secret at once where data goes with a destroy", async () => {
    new ScramCredential("collector", argsWith({ deleteDataOnDestroy: true }), recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:secretsmanager/secret:Secret").inputs.recoveryWindowInDays, 0);
  });

  it("rotates and is associated once its first password is drawn", async () => {
    new ScramCredential("collector", argsWith({ rotateAfterDays: 7 }), recorded.options);
    await mocks.settle();
    const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
    assert.deepEqual(mocks.one(rotation).inputs.rotationRules, { automaticallyAfterDays: 7 });
    for (const [type, name] of [
      [rotation, "collector-rotation"],
      ["aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation", "collector-association"],
    ] as const) {
      const waitsFor = recorded.dependenciesOf(type, name);
      assert.ok(waitsFor.includes("aws:lambda/invocation:Invocation collector-first-password"), name);
    }
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    const args = argsWith();
    new ScramCredential("one", args, recorded.options);
    new ScramCredential("two", { ...args, principal: "raw-landing" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["rotation", "one", "two"]), []);
  });
});
