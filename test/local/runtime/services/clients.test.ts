import assert from "node:assert/strict";

import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";

import { emulator } from "../../../support/emulator.ts";
import { clients, deploy, region, trustAccount } from "../../../support/handlers.ts";

const put = async (s3: S3Client, Bucket: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v", ...more }));

describe("the emulator's state", function () {
  this.timeout(60_000);

  it("keeps everything over a restart", async () => {
    const bucket = await deploy("aws:s3/bucket:Bucket", { bucket: "restart", tags: { Owner: "a" } });
    await put((await clients()).s3(region), "restart");
    const secret = await deploy("aws:secretsmanager/secret:Secret", { name: "restart" });
    await deploy("aws:secretsmanager/secretVersion:SecretVersion", { secretId: secret.id, secretString: "s3cret" });
    const kept = [
      bucket,
      secret,
      await deploy("aws:kms/key:Key", { description: "kept" }),
      await deploy("aws:iam/role:Role", { name: "restart", assumeRolePolicy: trustAccount }),
      await deploy("aws:glue/catalogDatabase:CatalogDatabase", { name: "restart" }),
      await deploy("aws:sqs/queue:Queue", { name: "restart" }),
      await deploy("aws:sns/topic:Topic", { name: "restart" }),
      await deploy("aws:cloudwatch/logGroup:LogGroup", { name: "restart", retentionInDays: 7 }),
    ];
    await (await emulator()).restart();
    for (const resource of kept) assert.deepEqual(await resource.read(), resource.state);
    const { Body } = await (await clients()).s3(region).send(new GetObjectCommand({ Bucket: "restart", Key: "k" }));
    assert.equal(await Body?.transformToString(), "v");
    const { SecretString } = await (
      await clients()
    )
      .secretsManager(region)
      .send(new GetSecretValueCommand({ SecretId: "restart" }));
    assert.equal(SecretString, "s3cret");
  });
});
