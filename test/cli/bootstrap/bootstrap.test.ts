import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { bootstrapEnvironment } from "../../../cli/bootstrap/bootstrap.ts";
import { type EnvironmentFile, readEnvironmentFile } from "../../../cli/environment-file.ts";
import { repository } from "../../../cli/repository.ts";
import { account, clientOptions } from "../../support/handlers.ts";

const alias = "alias/dev-pulumi";
const bucket = `dev-pulumi-state-${account}-eu-central-1`;
const provider = `awskms://${alias}?region=eu-central-1`;

async function bootstrap(file: EnvironmentFile): Promise<readonly string[]> {
  const { endpoint, credentials } = await clientOptions();
  const lines: string[] = [];
  for await (const line of bootstrapEnvironment(file, { endpoint, credentials })) {
    lines.push(line);
  }
  return lines;
}

describe("bootstrapEnvironment", function () {
  this.timeout(60_000);
  let folder: string;
  let file: EnvironmentFile;
  let original: string;
  let first: readonly string[];
  let s3: S3Client;
  let kms: KMSClient;

  const written = (): string => fs.readFileSync(file.path, "utf8");
  const writtenKey = (): string => /^encryptedkey: (.+)$/m.exec(written())?.[1] ?? "";

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bootstrap-"));
    const source = fs.readFileSync(path.join(repository, "Pulumi.dev.yaml"), "utf8");
    original = `# Ours to break.\n${source.replace("111111111111", account)}  # The last word.\n`;
    fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), original);
    file = readEnvironmentFile("dev", folder);
    const options = { ...(await clientOptions()), region: "eu-central-1" };
    s3 = new S3Client(options);
    kms = new KMSClient(options);
    first = await bootstrap(file);
  });

  after(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("says what it made, and what comes next", () => {
    assert.deepEqual(first, [
      `KMS key ${alias}: made; rotated every year`,
      `State bucket ${bucket}: made; encrypted, versioned, TLS only, closed to the public`,
      `Secrets provider ${provider}: written to ${file.path}; commit it`,
      `Next: npx platform up dev   (plain Pulumi: pulumi login 's3://${bucket}?region=eu-central-1')`,
    ]);
  });

  it("makes one key behind the alias, rotated", async () => {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    assert.equal(key?.KeyState, "Enabled");
    assert.equal(key.Description, "Pulumi state and secrets of dev");
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId: key.KeyId }));
    assert.equal(rotation.KeyRotationEnabled, true);
  });

  it("makes a bucket that encrypts with that key", async () => {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
    const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
    assert.deepEqual(rule?.ApplyServerSideEncryptionByDefault, { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key?.Arn });
    assert.equal(rule.BucketKeyEnabled, true);
  });

  it("makes a bucket that keeps old versions, for a while", async () => {
    assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status, "Enabled");
    const { Rules: rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    assert.deepEqual(
      rules?.map(({ NoncurrentVersionExpiration: expiration }) => expiration?.NoncurrentDays),
      [90],
    );
  });

  it("makes a bucket that is closed to the public", async () => {
    const { PublicAccessBlockConfiguration: block } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket: bucket }),
    );
    assert.deepEqual(block, {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it("makes a bucket that takes TLS only, for itself and for its objects", async () => {
    const { Policy: policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    const { Statement: statements } = JSON.parse(policy ?? "{}") as { Statement: unknown }; // compared whole just below
    assert.deepEqual(statements, [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("writes the secrets provider behind what is in the file, comments included", () => {
    assert.equal(written(), `${original}\nsecretsprovider: ${provider}\nencryptedkey: ${writtenKey()}\n`);
    assert.equal(readEnvironmentFile("dev", folder).secretsProvider, provider);
  });

  it("finds everything there the second time, and writes nothing", async () => {
    const before = written();
    const lines = await bootstrap(file);
    assert.deepEqual(
      lines.slice(0, 3).map((line) => /: (made|written|there)/.exec(line)?.[1]),
      ["there", "there", "there"],
    );
    assert.equal(written(), before);
  });

  it("gives a data key to a file that names the provider alone", async () => {
    fs.writeFileSync(file.path, original.replace("config:", `secretsprovider: ${provider}\nconfig:`));
    await bootstrap(file);
    assert.equal(written(), `${original}\nsecretsprovider: ${provider}\nencryptedkey: ${writtenKey()}\n`);
  });

  it("leaves a data key of another provider alone, and says how to move", async () => {
    const foreign = `${original}secretsprovider: awskms://alias/ours\nencryptedkey: c2VjcmV0\n`;
    fs.writeFileSync(file.path, foreign);
    await assert.rejects(bootstrap(file), {
      name: "UsageError",
      message: /holds the secrets provider awskms:\/\/alias\/ours with its key.*change-secrets-provider/,
    });
    assert.equal(written(), foreign);
  });

  it("refuses a key that cannot be used", async () => {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    await kms.send(new DisableKeyCommand({ KeyId: key?.KeyId }));
    await assert.rejects(bootstrap(file), {
      name: "UsageError",
      message: /^KMS key alias\/dev-pulumi \(arn:.+\) is Disabled,/,
    });
    await kms.send(new EnableKeyCommand({ KeyId: key?.KeyId }));
  });

  it("refuses another account's credentials, naming both accounts, before it makes anything", async () => {
    const theirs = readEnvironmentFile("prod");
    await assert.rejects(bootstrap(theirs), {
      name: "UsageError",
      message: `The credentials belong to account ${account}, but platform:accountId in ${theirs.path} is ${theirs.platform.accountId}. Log in to the right account or correct the file.`,
    });
    const elsewhere = new KMSClient({ ...(await clientOptions()), region: theirs.platform.region });
    await assert.rejects(elsewhere.send(new DescribeKeyCommand({ KeyId: "alias/prod-pulumi" })), {
      name: "NotFoundException",
    });
  });
});
