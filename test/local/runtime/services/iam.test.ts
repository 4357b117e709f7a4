import assert from "node:assert/strict";

import {
  CreateAliasCommand,
  CreateKeyCommand,
  GenerateMacCommand,
  KMSClient,
  type MacAlgorithmSpec,
} from "@aws-sdk/client-kms";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

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

/** S3 with a session of this role. */
async function s3As(role: string): Promise<S3Client> {
  return new S3Client({ ...(await clientOptions(await sessionOf(role))), forcePathStyle: true });
}

async function writerOf(role: string, Resource: string): Promise<S3Client> {
  await deploy("aws:iam/role:Role", { name: role, assumeRolePolicy: trustAccount });
  await deploy("aws:iam/rolePolicy:RolePolicy", {
    name: "write",
    role,
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:PutObject"], Resource }] },
  });
  return s3As(role);
}

describe("IAM in the emulator", function () {
  this.timeout(60_000);

  it("lets a role do what its deployed policy says, on that bucket, and nothing else", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-own" });
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-other" });
    const s3 = await writerOf("iam-writer", "arn:aws:s3:::iam-own/*");
    await put(s3, "iam-own");
    await assert.rejects(put(s3, "iam-other"), refusal("AccessDenied"));
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: "iam-own", Key: "k" })), refusal("AccessDenied"));
  });

  it("evaluates a managed policy that is attached, and no more when it is detached", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-managed" });
    await deploy("aws:iam/role:Role", { name: "iam-managed", assumeRolePolicy: trustAccount });
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
    const { id: policyArn } = await deploy("aws:iam/policy:Policy", { name: "iam-managed", policy });
    const attachment = await deploy("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "iam-managed",
      policyArn,
    });
    const s3 = await s3As("iam-managed");
    await put(s3, "iam-managed");
    await attachment.delete();
    await assert.rejects(put(s3, "iam-managed"), refusal("AccessDenied"));
  });

  it("refuses a role to a session that its trust policy does not name", async () => {
    const trust = (Principal: Record<string, string>) => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
    });
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
    });
    const caller = "iam-caller";
    await deploy("aws:iam/role:Role", {
      name: caller,
      assumeRolePolicy: trustAccount,
      inlinePolicies: [{ name: "assume", policy }],
    });
    await deploy("aws:iam/role:Role", {
      name: "iam-glue-only",
      assumeRolePolicy: trust({ Service: "glue.amazonaws.com" }),
    });
    await deploy("aws:iam/role:Role", {
      name: "iam-for-caller",
      assumeRolePolicy: trust({ AWS: `arn:aws:iam::${account}:role/${caller}` }),
    });
    const session = await sessionOf(caller);
    await sessionOf("iam-for-caller", session);
    await assert.rejects(sessionOf("iam-glue-only", session), refusal("AccessDenied"));
  });

  it("lets a role use a key by its alias, for the algorithm that the policy names", async () => {
    const root = (await clients()).kms(region);
    const keys = await Promise.all(
      ["alias/iam-tokens", "alias/iam-others"].map(async (AliasName) => {
        const { KeyMetadata } = await root.send(
          new CreateKeyCommand({ KeyUsage: "GENERATE_VERIFY_MAC", KeySpec: "HMAC_256" }),
        );
        await root.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
        return KeyMetadata?.Arn;
      }),
    );
    const statement = {
      Effect: "Allow",
      Action: "kms:GenerateMac",
      Resource: "*",
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/iam-tokens" },
        StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" },
      },
    };
    await deploy("aws:iam/role:Role", {
      name: "iam-tokens",
      assumeRolePolicy: trustAccount,
      inlinePolicies: [{ name: "tokens", policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) }],
    });
    const kms = new KMSClient(await clientOptions(await sessionOf("iam-tokens")));
    const macBy = (KeyId: string | undefined, MacAlgorithm: MacAlgorithmSpec) =>
      kms.send(new GenerateMacCommand({ KeyId, MacAlgorithm, Message: Buffer.from("purpose") }));
    await macBy(keys[0], "HMAC_SHA_256");
    await assert.rejects(macBy(keys[1], "HMAC_SHA_256"), refusal("AccessDeniedException"));
    await assert.rejects(macBy(keys[0], "HMAC_SHA_512"), refusal("AccessDeniedException"));
  });

  it("applies a bucket policy's Deny of plain HTTP to roles, not to root", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-transport" });
    const s3 = await writerOf("iam-transport", "arn:aws:s3:::iam-transport/*");
    const Statement = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "arn:aws:s3:::iam-transport/*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
    await deploy("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: "iam-transport",
      policy: { Version: "2012-10-17", Statement },
    });
    await assert.rejects(put(s3, "iam-transport"), refusal("AccessDenied"));
    await put((await clients()).s3(region), "iam-transport");
  });

  it("applies a Deny of the bucket policy over an Allow of the role", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-denied" });
    const s3 = await writerOf("iam-denied", "arn:aws:s3:::iam-denied/*");
    await put(s3, "iam-denied");
    const Statement = [
      { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::iam-denied/*" },
    ];
    await deploy("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: "iam-denied",
      policy: { Version: "2012-10-17", Statement },
    });
    await assert.rejects(put(s3, "iam-denied"), refusal("AccessDenied"));
  });

  it("applies a bucket policy's Deny of writes without the right encryption", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "iam-encrypted" });
    const s3 = await writerOf("iam-encrypted", "arn:aws:s3:::iam-encrypted/*");
    const Statement = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::iam-encrypted/*",
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "AES256" } },
      },
    ];
    await deploy("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: "iam-encrypted",
      policy: { Version: "2012-10-17", Statement },
    });
    await put(s3, "iam-encrypted", { ServerSideEncryption: "AES256" });
    await assert.rejects(put(s3, "iam-encrypted"), refusal("AccessDenied"));
  });
});
