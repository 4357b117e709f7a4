import assert from "node:assert/strict";
import { ClientAccess } from "../../../components/streaming/client-access.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/secrets",
  deleteDataOnDestroy: false,
} as const;

describe("ClientAccess", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({
      invokes: { "aws:secretsmanager/getRandomPassword:getRandomPassword": () => ({ randomPassword: "drawn" }) },
    });
    recorded = recorder();
  });

  it("makes nothing with IAM, where a role's policy carries the access", async () => {
    const access = new ClientAccess("clients", { ...args, authentication: ["iam"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual([access.secretArns, access.userNames, access.acls], [{}, {}, []]);
    assert.deepEqual(recorded.ofType("aws:secretsmanager/secret:Secret"), []);
  });

  it("makes a user and a secret under our key per principal with SCRAM", async () => {
    const access = new ClientAccess("clients", { ...args, authentication: ["scram"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(access.userNames, { collector: "test-collector", "raw-landing": "test-raw-landing" });
    const { inputs } = mocks.one("aws:secretsmanager/secret:Secret", "clients-collector-secret");
    assert.equal(inputs.name, "AmazonMSK_test-collector");
    assert.equal(inputs.kmsKeyId, args.kmsKeyArn);
  });

  it("grants the collector no read and the landing job no write", () => {
    const { acls } = new ClientAccess("clients", { ...args, authentication: ["scram"] }, recorded.options);
    const may = (user: string): ReadonlySet<string> =>
      new Set(acls.filter(({ principal }) => principal === `User:${user}`).map(({ operation }) => operation));
    assert.deepEqual(may("test-collector"), new Set(["write", "describe"]));
    assert.deepEqual(may("test-raw-landing"), new Set(["read", "describe"]));
  });

  it("waits with the association until the secret has a value", () => {
    new ClientAccess("clients", { ...args, authentication: ["scram"] }, recorded.options);
    assert.deepEqual(
      recorded.dependenciesOf(
        "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation",
        "clients-collector-association",
      ),
      ["aws:secretsmanager/secretVersion:SecretVersion clients-collector-value"],
    );
  });
});
