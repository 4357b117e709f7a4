import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from "@aws-sdk/client-secrets-manager";
import { functionSource } from "../../../components/functions/function-code.ts";
import { permissionsDocument } from "../../../components/iam/grant.ts";
import { rotateSecret } from "../../../components/iam/grants/index.ts";
import { serviceTrust } from "../../../components/iam/policy-document.ts";
import { account, clients, deploy, region } from "../../support/handlers.ts";

const place = { environment: "test", accountId: account, region };
const username = "test-collector";
const name = "AmazonMSK_test-rotated";

/** The function as the streaming stack deploys it, under its role's own permissions, in the emulator. */
describe("SCRAM rotation", function () {
  this.timeout(60_000);
  let secretArn: string;

  before(async () => {
    const role = "test-scram-rotation";
    await deploy("aws:iam/role:Role", { name: role, assumeRolePolicy: serviceTrust("lambda.amazonaws.com", account) });
    await deploy("aws:iam/rolePolicy:RolePolicy", {
      role,
      name: "rotation",
      policy: permissionsDocument(place, role, [rotateSecret({ place, name, keyAlias: "alias/test-secrets" })]),
    });
    const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
    await deploy("aws:lambda/function:Function", {
      name: role,
      role: `arn:aws:iam::${account}:role/${role}`,
      runtime: "nodejs22.x",
      handler: "handler.handler",
      timeout: 30,
      code: {
        "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
        assets: { "handler.mjs": { ...asset, text: functionSource("scram-rotation") } },
      },
    });
    secretArn = await newSecret(name);
  });

  async function newSecret(Name: string): Promise<string> {
    const { ARN } = await (await clients()).secretsManager(region).send(new CreateSecretCommand({ Name }));
    assert.ok(ARN !== undefined);
    return ARN;
  }

  /** Calls the function; returns its whole answer, or throws what it failed with. */
  async function call(event: Readonly<Record<string, string>>): Promise<string> {
    const { FunctionError, Payload } = await (
      await clients()
    )
      .lambda(region)
      .send(new InvokeCommand({ FunctionName: "test-scram-rotation", Payload: JSON.stringify(event) }));
    const answer = Payload?.transformToString() ?? "";
    if (FunctionError !== undefined) throw new Error(answer);
    return answer;
  }

  async function current(): Promise<{ readonly username: string; readonly password: string }> {
    const { SecretString = "" } = await (
      await clients()
    )
      .secretsManager(region)
      .send(new GetSecretValueCommand({ SecretId: secretArn }));
    return JSON.parse(SecretString) as { username: string; password: string }; // written by the function under test
  }

  it("draws the first password itself and tells nobody", async () => {
    const answer = await call({ Step: "firstPassword", SecretId: secretArn, username });
    const user = await current();
    assert.equal(user.username, username);
    assert.match(user.password, /^[A-Za-z0-9]{32}$/);
    assert.doesNotMatch(answer, new RegExp(user.password));
  });

  it("leaves a password alone when it is asked for the first one again", async () => {
    const before = await current();
    await call({ Step: "firstPassword", SecretId: secretArn, username: "another" });
    assert.deepEqual(await current(), before);
  });

  it("changes the password and nothing else when Secrets Manager takes it through a rotation", async () => {
    const before = await current();
    const version = randomUUID();
    // Secrets Manager labels the version before it asks for the first step.
    await pend(version);
    for (const Step of ["createSecret", "createSecret", "setSecret", "testSecret"]) {
      await call({ Step, SecretId: secretArn, ClientRequestToken: version });
      assert.deepEqual(await current(), before, `${Step} changed the password that clients use`);
    }
    await call({ Step: "finishSecret", SecretId: secretArn, ClientRequestToken: version });
    await call({ Step: "finishSecret", SecretId: secretArn, ClientRequestToken: version });
    const after = await current();
    assert.equal(after.username, before.username);
    assert.match(after.password, /^[A-Za-z0-9]{32}$/);
    assert.notEqual(after.password, before.password);
    const { VersionIdsToStages = {} } = await (
      await clients()
    )
      .secretsManager(region)
      .send(new DescribeSecretCommand({ SecretId: secretArn }));
    assert.ok(VersionIdsToStages[version]?.includes("AWSCURRENT"));
  });

  it("makes no version that nothing asked for", async () => {
    const step = { Step: "createSecret", SecretId: secretArn, ClientRequestToken: randomUUID() };
    await assert.rejects(call(step), /is not the pending one; nothing asked for a rotation/);
  });

  it("may not touch a secret that its role does not name", async () => {
    const other = await newSecret("AmazonMSK_test-another");
    await assert.rejects(call({ Step: "firstPassword", SecretId: other, username }), /AccessDenied|not authorized/);
  });

  /** A pending version without a password yet. The emulator takes the label only with some value. */
  async function pend(version: string): Promise<void> {
    await (await clients()).secretsManager(region).send(
      new PutSecretValueCommand({
        SecretId: secretArn,
        SecretBinary: Buffer.from("nothing yet"),
        ClientRequestToken: version,
        VersionStages: ["AWSPENDING"],
      }),
    );
  }
});
