import assert from "node:assert/strict";

import { EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

import {
  account,
  clientOptions,
  clients,
  deploy,
  refusal,
  region,
  sessionOf,
  trustAccount,
} from "../../../support/handlers.ts";

const put = async (s3: S3Client, Bucket: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v", ...more }));

describe("KMS in the emulator", function () {
  this.timeout(60_000);

  it("encrypts what a bucket with a default key is given, and names the key", async () => {
    const key = await deploy("aws:kms/key:Key", {});
    await deploy("aws:s3/bucket:Bucket", { bucket: "kms-default" });
    await deploy("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
      bucket: "kms-default",
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.state.arn } }],
    });
    const s3 = (await clients()).s3(region);
    await put(s3, "kms-default");
    const head = await s3.send(new HeadObjectCommand({ Bucket: "kms-default", Key: "k" }));
    assert.equal(head.ServerSideEncryption, "aws:kms");
    assert.equal(head.SSEKMSKeyId, key.state.arn);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "kms-default", Key: "k" }));
    assert.equal(await Body?.transformToString(), "v");
  });

  it("refuses a use of the key that the role's policy allows and the key policy denies", async () => {
    const statement = (Effect: string, AWS: string, Action: string) => ({
      Effect,
      Principal: { AWS: `arn:aws:iam::${account}:${AWS}` },
      Action,
      Resource: "*",
    });
    await deploy("aws:iam/role:Role", {
      name: "kms-user",
      assumeRolePolicy: trustAccount,
      inlinePolicies: [
        {
          name: "use",
          policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*" }] },
        },
      ],
    });
    const open = await deploy("aws:kms/key:Key", {});
    const closed = await deploy("aws:kms/key:Key", {
      policy: {
        Version: "2012-10-17",
        Statement: [statement("Allow", "root", "kms:*"), statement("Deny", "role/kms-user", "kms:Encrypt")],
      },
    });
    const kms = new KMSClient(await clientOptions(await sessionOf("kms-user")));
    const Plaintext = Buffer.from("v");
    await kms.send(new EncryptCommand({ KeyId: open.id, Plaintext }));
    await assert.rejects(
      kms.send(new EncryptCommand({ KeyId: closed.id, Plaintext })),
      refusal("AccessDeniedException"),
    );
  });

  it("keeps an alias, a key policy and their changes", async () => {
    const [first, second] = [await deploy("aws:kms/key:Key", {}), await deploy("aws:kms/key:Key", {})];
    const alias = await deploy("aws:kms/alias:Alias", { name: "alias/kms-test", targetKeyId: first.id });
    const moved = await alias.update({ name: "alias/kms-test", targetKeyId: second.id });
    assert.equal(moved.state.targetKeyArn, second.state.arn);
    assert.deepEqual(await moved.read(), moved.state);
    const Statement = [
      {
        Sid: "Own",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ];
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    const keyPolicy = await deploy("aws:kms/keyPolicy:KeyPolicy", { keyId: first.id, policy });
    assert.deepEqual(await keyPolicy.read(), keyPolicy.state);
    await keyPolicy.delete();
    await moved.delete();
    assert.equal(await moved.read(), undefined);
  });
});
