import assert from "node:assert/strict";
import { GetRoleCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type AwsClients, callerClients, roleClients } from "../../../cli/smoke/aws.ts";
import { type RoleSession, standInSession } from "../../../cli/smoke/role-session.ts";
import { type TlsEndpoint, tlsEndpoint } from "../../../cli/smoke/tls-endpoint.ts";
import { workloadBoundaryArn, workloadBoundaryDocument } from "../../../components/iam/boundary-document.ts";
import { policyDocument, serviceTrust } from "../../../components/iam/policy-document.ts";
import { bucketPolicy } from "../../../components/storage/bucket-policy.ts";
import { toolchain } from "../../../local/toolchain/index.ts";
import { emulator } from "../../support/emulator.ts";
import { deploy } from "../../support/handlers.ts";

const region = "us-east-1";
const bucket = "smoke-session-bucket";
const roleArn = "arn:aws:iam::000000000000:role/smoke-session";

const kmsKeyArn = "arn:aws:kms:us-east-1:000000000000:key/right";

/** The bucket's policy; who is not listed does not reach its objects. */
function policy(reachableBy?: readonly string[]): unknown {
  return bucketPolicy({ bucketArn: `arn:aws:s3:::${bucket}`, kmsKeyArn, reachableBy });
}

describe("a job's role in the hands of the smoke tests", () => {
  let caller: AwsClients;
  let session: RoleSession;
  let endpoint: TlsEndpoint;
  let role: AwsClients;

  before(async function () {
    this.timeout(120_000);
    const { java } = await toolchain(["java"], () => undefined);
    assert(java);
    const emulatorEndpoint = (await emulator()).endpoint;
    caller = callerClients({ region, emulatorEndpoint });
    await deploy("aws:s3/bucket:Bucket", { bucket });
    await deploy("aws:s3/bucket:Bucket", { bucket: "not-smoke" });
    await deploy("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: policy() });
    const assumeRolePolicy = serviceTrust("glue.amazonaws.com", "000000000000");
    const place = { environment: "smoke", accountId: "000000000000", region };
    await deploy("aws:iam/policy:Policy", {
      name: "smoke-boundary",
      policy: workloadBoundaryDocument(place, [region]),
    });
    await deploy("aws:iam/role:Role", {
      name: "smoke-session",
      assumeRolePolicy,
      permissionsBoundary: workloadBoundaryArn(place),
    });
    const own = ["s3:PutObject", "s3:GetObject", "s3:PutBucketPolicy"];
    await deploy("aws:iam/rolePolicy:RolePolicy", {
      name: "own",
      role: "smoke-session",
      policy: policyDocument([
        {
          Sid: "Own",
          Effect: "Allow",
          Action: own,
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/own/*`, "arn:aws:s3:::not-smoke/*"],
        },
      ]),
    });
    endpoint = await tlsEndpoint(emulatorEndpoint, java);
    session = await standInSession(caller, roleArn);
    role = roleClients(region, { credentials: session.credentials, endpoint });
  });

  after(() => endpoint.close());

  it("does what the deployed documents allow, over TLS", async () => {
    await role.s3.send(new PutObjectCommand({ Bucket: bucket, Key: "own/object", Body: "bytes" }));
    const { Body } = await role.s3.send(new GetObjectCommand({ Bucket: bucket, Key: "own/object" }));
    assert.equal(await Body?.transformToString(), "bytes");
  });

  it("is refused what they do not", async () => {
    const elsewhere = new PutObjectCommand({ Bucket: bucket, Key: "other/object", Body: "bytes" });
    await assert.rejects(role.s3.send(elsewhere), { name: "AccessDenied" });
  });

  it("is refused what the boundary leaves out, whatever its own documents allow", async () => {
    const open = new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy()) });
    await assert.rejects(role.s3.send(open), { name: "AccessDenied", message: /s3:PutBucketPolicy/ });
    const elsewhere = new PutObjectCommand({ Bucket: "not-smoke", Key: "object", Body: "bytes" });
    await assert.rejects(role.s3.send(elsewhere), { name: "AccessDenied", message: /explicit deny/ });
  });

  it("is refused without TLS by the bucket's policy", async () => {
    const plain = new S3Client({
      region,
      endpoint: (await emulator()).endpoint,
      credentials: session.credentials,
      forcePathStyle: true,
    });
    const own = new GetObjectCommand({ Bucket: bucket, Key: "own/object" });
    await assert.rejects(plain.send(own), {
      name: "AccessDenied",
      message: /explicit deny in a resource-based policy/,
    });
  });

  it("is refused by the bucket's policy when it asks for another key, or another encryption than KMS", async () => {
    const put = { Bucket: bucket, Key: "own/object", Body: "bytes" };
    const kms = { ...put, ServerSideEncryption: "aws:kms" as const };
    for (const wrong of [
      { ...put, ServerSideEncryption: "AES256" as const },
      { ...kms, SSEKMSKeyId: `${kmsKeyArn}-not` },
      kms,
    ]) {
      await assert.rejects(role.s3.send(new PutObjectCommand(wrong)), { name: "AccessDenied" });
    }
    await role.s3.send(new PutObjectCommand({ ...kms, SSEKMSKeyId: kmsKeyArn }));
  });

  it("is refused by a bucket that lists other roles, whatever its own policy says", async () => {
    const own = new GetObjectCommand({ Bucket: bucket, Key: "own/object" });
    await deploy("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: policy([roleArn]) });
    await assert.rejects(role.s3.send(own), { name: "AccessDenied" });
    await deploy("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: policy([`${roleArn}-smoke`]) });
    await role.s3.send(own);
    await deploy("aws:s3/bucket:Bucket", { bucket: "other-bucket" });
    await deploy("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: policy() });
  });

  it("leaves the deployed role's trust as it is", async () => {
    const { Role } = await caller.iam.send(new GetRoleCommand({ RoleName: "smoke-session" }));
    assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""), /glue\.amazonaws\.com/);
  });

  it("takes the place of a session that was never ended, and leaves nothing when it ends", async () => {
    const second = await standInSession(caller, roleArn);
    await second.end();
    await session.end();
    const { Roles = [] } = await caller.iam.send(new ListRolesCommand({}));
    assert.deepEqual(
      Roles.map(({ RoleName }) => RoleName).filter((name) => name?.startsWith("smoke-session")),
      ["smoke-session"],
    );
  });
});
