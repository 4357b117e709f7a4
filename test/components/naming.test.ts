import assert from "node:assert/strict";
import {
  bucketArn,
  bucketName,
  glueTableArn,
  logGroupArn,
  managedPolicyArn,
  partitionOf,
  physicalName,
  roleArn,
  scramSecretName,
  secretArn,
} from "../../components/naming.ts";

const place = { environment: "dev", accountId: "111111111111", region: "eu-central-1" };

describe("physicalName", () => {
  it("starts with the environment", () => {
    assert.equal(physicalName("msk-cluster", place, "events"), "dev-events");
  });

  it("fails when AWS would refuse the length, naming name, length and limit", () => {
    assert.throws(() => physicalName("iam-role", place, "x".repeat(61)), {
      message: `The iam-role name "dev-${"x".repeat(61)}" has 65 characters; AWS allows 64. Shorten its last part where the component is constructed.`,
    });
  });
});

describe("bucketName", () => {
  it("carries account and Region, because bucket names are global", () => {
    assert.equal(bucketName(place, "dl-raw"), "dev-dl-raw-111111111111-eu-central-1");
  });
});

describe("scramSecretName", () => {
  it("starts as MSK demands of the secrets it reads", () => {
    assert.equal(scramSecretName(place, "collector"), "AmazonMSK_dev-collector");
  });
});

describe("ARNs", () => {
  it("are built from names, so that they are known before the resources exist", () => {
    assert.equal(roleArn(place, "dev-x"), "arn:aws:iam::111111111111:role/dev-x");
    assert.equal(
      logGroupArn(place, "/aws/msk/dev-events"),
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/msk/dev-events",
    );
  });

  it("name what Secrets Manager will append, as it appends it", () => {
    assert.equal(secretArn(place, "x"), "arn:aws:secretsmanager:eu-central-1:111111111111:secret:x-??????");
  });

  it("lie in the partition of their Region", () => {
    const china = { ...place, region: "cn-north-1" };
    assert.equal(bucketArn(china, "b"), "arn:aws-cn:s3:::b");
    assert.equal(glueTableArn(china, "d", "t"), "arn:aws-cn:glue:cn-north-1:111111111111:table/d/t");
    assert.equal(managedPolicyArn(china, "service-role/X"), "arn:aws-cn:iam::aws:policy/service-role/X");
    assert.equal(partitionOf("us-gov-west-1"), "aws-us-gov");
    assert.equal(partitionOf("us-west-1"), "aws");
  });
});
