import assert from "node:assert/strict";
import { AccountBaseline, type AccountBaselineArgs } from "../../../components/foundation/account-baseline.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: AccountBaselineArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
};
const analyzer = "aws:accessanalyzer/analyzer:Analyzer";
const vpcBlock = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";

describe("AccountBaseline", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(more: Partial<AccountBaselineArgs> = {}): Promise<void> {
    mocks = installMocks();
    recorded = recorder();
    new AccountBaseline("it", { ...args, ...more }, recorded.options);
    await mocks.settle();
  }

  it("closes public access to buckets, snapshots and images", async () => {
    await build();
    assert.deepEqual(mocks.one("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").inputs, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(mocks.one("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess").inputs, {
      state: "block-all-sharing",
    });
    assert.deepEqual(mocks.one("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess").inputs, {
      state: "block-new-sharing",
    });
  });

  it("keeps the internet out of VPCs and leaves NAT its way out", async () => {
    await build();
    assert.deepEqual(mocks.one(vpcBlock).inputs, { internetGatewayBlockMode: "block-ingress" });
  });

  it("closes VPCs in both directions, or not at all, where it is told to", async () => {
    await build({ vpcBlockPublicAccess: "block-bidirectional" });
    assert.deepEqual(mocks.one(vpcBlock).inputs, { internetGatewayBlockMode: "block-bidirectional" });
    await build({ vpcBlockPublicAccess: "off" });
    assert.deepEqual(mocks.ofType(vpcBlock), []);
  });

  it("encrypts volumes, by default with the key of AWS", async () => {
    await build();
    assert.deepEqual(mocks.one("aws:ebs/encryptionByDefault:EncryptionByDefault").inputs, { enabled: true });
    assert.deepEqual(mocks.ofType("aws:ebs/defaultKmsKey:DefaultKmsKey"), []);
    const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/volumes";
    await build({ volumeKeyArn: keyArn });
    assert.deepEqual(mocks.one("aws:ebs/defaultKmsKey:DefaultKmsKey").inputs, { keyArn });
  });

  it("gives instances a metadata service by session that answers one hop away, and no serial console", async () => {
    await build();
    assert.deepEqual(mocks.one("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults").inputs, {
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    });
    assert.deepEqual(mocks.one("aws:ec2/serialConsoleAccess:SerialConsoleAccess").inputs, { enabled: false });
  });

  it("asks of passwords what CIS asks", async () => {
    await build();
    const { inputs } = mocks.one("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");
    assert.equal(inputs.minimumPasswordLength, 14);
    assert.equal(inputs.passwordReusePrevention, 24);
    assert.equal(inputs.maxPasswordAge, 90);
  });

  it("looks for what is open to the outside, and for unused access where it is told to", async () => {
    await build();
    assert.deepEqual(mocks.one(analyzer).inputs, { analyzerName: "test-external-access", type: "ACCOUNT" });
    await build({ unusedAccessDays: 90 });
    assert.deepEqual(mocks.one(analyzer, "it-unused-access").inputs, {
      analyzerName: "test-unused-access",
      type: "ACCOUNT_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: 90 } },
    });
  });

  it("names who AWS turns to about security", async () => {
    const contact = "aws:account/alternativeContact:AlternativeContact";
    await build();
    assert.deepEqual(mocks.ofType(contact), []);
    await build({ securityContact: { name: "A", title: "CISO", email: "a@example.com", phone: "+49 30 1" } });
    assert.deepEqual(mocks.one(contact).inputs, {
      alternateContactType: "SECURITY",
      name: "A",
      title: "CISO",
      emailAddress: "a@example.com",
      phoneNumber: "+49 30 1",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    await build();
    new AccountBaseline("other", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});
