import assert from "node:assert/strict";
import {
  actionNamed,
  expandAction,
  isConditionKey,
  isWholeService,
  knowsConditionKey,
} from "../../../policy/iam/actions.ts";

function idsOf(pattern: string): readonly string[] {
  return expandAction(pattern).actions.map(({ id }) => id);
}

describe("The expander of actions", () => {
  it("takes in what a pattern stands for, whatever the case", () => {
    assert.deepEqual(idsOf("KMS:generatedatakey*"), [
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyPair",
      "kms:GenerateDataKeyPairWithoutPlaintext",
      "kms:GenerateDataKeyWithoutPlaintext",
    ]);
    assert.deepEqual(idsOf("sqs:?endMessage"), ["sqs:SendMessage"]);
    assert.ok(idsOf("*").length > 20_000);
  });

  it("says what is unknown", () => {
    assert.deepEqual(expandAction("nothing:Get"), { actions: [], unknown: "service" });
    assert.deepEqual(expandAction("s*:GetObject"), { actions: [], unknown: "service" });
    assert.deepEqual(expandAction("s3:GetObjects"), { actions: [], unknown: "action" });
    assert.deepEqual(expandAction("constructor:Get"), { actions: [], unknown: "service" });
  });

  it("knows access levels, resource types and which actions take a star alone", () => {
    const level = (name: string): unknown => actionNamed(name)?.accessLevel;
    assert.equal(level("s3:PutBucketPolicy"), "Permissions management");
    assert.equal(level("s3:GetObject"), "Read");
    assert.equal(level("sqs:TagQueue"), "Tagging");
    const write = actionNamed("kafka-cluster:WriteData");
    assert.deepEqual(write?.resourceTypes, [
      {
        name: "topic",
        arn: "arn:${Partition}:kafka:${Region}:${Account}:topic/${ClusterName}/${ClusterUuid}/${TopicName}",
      },
    ]);
    assert.equal(write.isWildcardOnly, false);
    assert.equal(actionNamed("s3:ListAllMyBuckets")?.isWildcardOnly, true);
    assert.equal(actionNamed("s3:Get*"), undefined);
  });

  it("knows that load balancers' tags are on all that they are made of", () => {
    const types = actionNamed("elasticloadbalancing:AddTags")?.resourceTypes.map(({ name }) => name) ?? [];
    assert.ok(types.includes("listener/app") && types.includes("targetgroup"));
  });

  it("tells a whole service from a part of it", () => {
    assert.ok(isWholeService("kms:*"));
    assert.ok(isWholeService("*"));
    assert.ok(!isWholeService("kms:De*"));
    assert.ok(!isWholeService("kms:Decrypt"));
    assert.ok(!isWholeService("nothing:*"));
  });

  it("knows condition keys of AWS, of services, with tags and of identity providers", () => {
    const known = ["aws:SourceArn", "aws:PrincipalTag/team", "aws:RequestTag/Owner", "s3:prefix", "KMS:ViaService"];
    const more = ["kms:EncryptionContext:aws:s3:arn", "oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub", "saml:aud"];
    assert.deepEqual(
      [...known, ...more].filter((key) => !isConditionKey(key)),
      [],
    );
    const unknown = ["aws:SourceArns", "s3:prefixes", "nothing:here", "aws:PrincipalTag", "plain"];
    assert.deepEqual(unknown.filter(isConditionKey), []);
  });

  it("tells which keys an action looks at", () => {
    const list = actionNamed("s3:ListBucket");
    const get = actionNamed("s3:GetObject");
    assert.ok(list && get);
    assert.ok(knowsConditionKey(list, "s3:prefix"));
    assert.ok(!knowsConditionKey(get, "s3:prefix"));
    assert.ok(knowsConditionKey(get, "s3:ExistingObjectTag/class"));
    assert.ok(knowsConditionKey(get, "aws:SecureTransport"));
    const regions = actionNamed("ec2:DescribeRegions");
    assert.ok(regions && !knowsConditionKey(regions, "aws:ResourceTag/Project"));
  });
});
