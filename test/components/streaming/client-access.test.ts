import assert from "node:assert/strict";
import { ClientAccess, type ClientAccessArgs } from "../../../components/streaming/client-access.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  authentication: ["scram"],
  clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
  key: { arn: "arn:aws:kms:eu-central-1:111111111111:key/secrets", alias: "alias/test-secrets" },
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  network: { vpcId: "vpc-1", subnetIds: ["subnet-a"], endpointsSecurityGroupId: "sg-endpoints" },
  deleteDataOnDestroy: false,
} as const satisfies ClientAccessArgs;

const secret = "aws:secretsmanager/secret:Secret";
const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
const invocation = "aws:lambda/invocation:Invocation";
const association = "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation";

describe("ClientAccess", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes nothing with IAM, where a role's policy carries the access", async () => {
    const access = new ClientAccess("clients", { ...args, authentication: ["iam"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual([access.secretArns, access.userNames, access.acls], [{}, {}, []]);
    assert.deepEqual(recorded.ofType(secret), []);
    assert.deepEqual(recorded.ofType("aws:lambda/function:Function"), []);
  });

  it("makes a user and a secret under our key per principal with SCRAM, beside other ways or alone", async () => {
    const access = new ClientAccess("clients", { ...args, authentication: ["iam", "scram"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(access.userNames, { collector: "test-collector", "raw-landing": "test-raw-landing" });
    const { inputs } = mocks.one(secret, "clients-collector-secret");
    assert.equal(inputs.name, "AmazonMSK_test-collector");
    assert.equal(inputs.kmsKeyId, args.key.arn);
    assert.equal(inputs.recoveryWindowInDays, 30);
  });

  it("never has a password in a property, so that none is in a state file", async () => {
    new ClientAccess("clients", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.ofType("aws:secretsmanager/secretVersion:SecretVersion"), []);
    const { inputs } = mocks.one(invocation, "clients-collector-first-password");
    assert.deepEqual(JSON.parse(String(inputs.input)), {
      Step: "firstPassword",
      SecretId: "arn:aws:secretsmanager:eu-central-1:111111111111:clients-collector-secret",
      username: "test-collector",
    });
  });

  it("changes every password after 30 days unless told otherwise", async () => {
    new ClientAccess("clients", args, recorded.options);
    new ClientAccess("weekly", { ...args, rotateAfterDays: 7 }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      ["clients-collector-rotation", "clients-raw-landing-rotation", "weekly-collector-rotation"].map(
        (name) => mocks.one(rotation, name).inputs.rotationRules,
      ),
      [{ automaticallyAfterDays: 30 }, { automaticallyAfterDays: 30 }, { automaticallyAfterDays: 7 }],
    );
  });

  it("lets the rotation function touch the secrets of the principals and no other", async () => {
    new ClientAccess("clients", args, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:iam/rolePolicy:RolePolicy", "clients-rotation-role-policy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string; Resource: unknown }[] };
    assert.deepEqual(Statement.find(({ Sid }) => Sid === "RotateSecrets")?.Resource, [
      "arn:aws:secretsmanager:eu-central-1:111111111111:secret:AmazonMSK_test-collector-??????",
      "arn:aws:secretsmanager:eu-central-1:111111111111:secret:AmazonMSK_test-raw-landing-??????",
    ]);
  });

  it("lets Secrets Manager call the function for one secret of this account at a time", async () => {
    new ClientAccess("clients", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:lambda/permission:Permission", "clients-collector-rotation-permission");
    assert.deepEqual(
      [inputs.principal, inputs.sourceAccount, inputs.sourceArn],
      [
        "secretsmanager.amazonaws.com",
        "111111111111",
        "arn:aws:secretsmanager:eu-central-1:111111111111:clients-collector-secret",
      ],
    );
  });

  it("grants the collector no read and the landing job no write", () => {
    const { acls } = new ClientAccess("clients", args, recorded.options);
    const may = (user: string): ReadonlySet<string> =>
      new Set(acls.filter(({ principal }) => principal === `User:${user}`).map(({ operation }) => operation));
    assert.deepEqual(may("test-collector"), new Set(["write", "describe"]));
    assert.deepEqual(may("test-raw-landing"), new Set(["read", "describe"]));
  });

  it("waits with association and rotation until the secret has a password", () => {
    new ClientAccess("clients", args, recorded.options);
    const first = `${invocation} clients-collector-first-password`;
    assert.deepEqual(recorded.dependenciesOf(association, "clients-collector-association"), [first]);
    assert.ok(recorded.dependenciesOf(rotation, "clients-collector-rotation").includes(first));
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ClientAccess("one", args, recorded.options);
    new ClientAccess("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
