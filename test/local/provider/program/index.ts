/** A program that meets the provider where tests without an engine cannot: two regions, secrets, a component. */
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const here = new aws.kms.Key("here", { description: pulumi.secret("hidden") });
const there = new aws.kms.Key(
  "there",
  {},
  { provider: new aws.Provider("there", { region: "us-west-2", skipCredentialsValidation: true }) },
);
const bucket = new aws.s3.Bucket("raw", {}, { dependsOn: here });
const policy = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:*"], resources: [bucket.arn] }] });
new aws.s3.BucketPolicy("raw-policy", { bucket: bucket.bucket, policy: policy.json });

const vpc = new awsx.ec2.Vpc("net", {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a"],
  subnetStrategy: awsx.ec2.SubnetAllocationStrategy.Auto,
  natGateways: { strategy: awsx.ec2.NatGatewayStrategy.None },
  subnetSpecs: [{ type: awsx.ec2.SubnetType.Isolated, name: "data", cidrBlocks: ["10.0.0.0/20"] }],
});

export const keys = { here: here.arn, there: there.arn };
export const bucketArn = bucket.arn;
export const description = here.description;
export const subnets = vpc.isolatedSubnetIds;
