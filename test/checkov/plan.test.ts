import assert from "node:assert/strict";
import { type TypeDeclaration } from "../../local/provider/declarations/declaration.ts";
import { manifestsOf } from "./manifests.ts";
import { terraformPlan, type TerraformResource, terraformResources } from "./plan.ts";
import { type PlannedResource, plainValue } from "./planned.ts";

const declaration: TypeDeclaration = { inputs: {}, outputs: {}, objects: {} };
const rows: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "aws_s3_bucket",
  "aws:s3/bucketVersioning:BucketVersioning": "aws_s3_bucket_versioning",
  "aws:ec2/securityGroup:SecurityGroup": "aws_security_group",
  "aws:msk/cluster:Cluster": "aws_msk_cluster",
};

function planned(phase: string, type: string, more: Partial<PlannedResource> = {}): PlannedResource {
  const name = more.name ?? "it";
  const urn = `urn:pulumi:dev::${phase}::${type}::${name}`;
  const nothing = { arn: undefined, inputs: {}, dependencies: {}, protect: false, provider: undefined };
  return { phase, urn, type, name, id: `${name}-id`, ...nothing, ...more };
}

function translated(...resources: readonly PlannedResource[]): readonly TerraformResource[] {
  return terraformResources(resources, (type) => {
    const row = rows[type];
    return row === undefined ? undefined : { row: { type: row }, declaration };
  });
}

describe("terraformResources", () => {
  it("leaves out what has no translator", () => {
    const resources = translated(planned("lake", "platform:lake:DataLake"), planned("lake", "aws:s3/bucket:Bucket"));
    assert.deepEqual(
      resources.map(({ address }) => address),
      ["aws_s3_bucket.lake-it"],
    );
  });

  it("gives every resource an address of its own, below whatever parents it stands", () => {
    const bucket = planned("lake", "aws:s3/bucket:Bucket");
    const other = { ...bucket, urn: "urn:pulumi:dev::lake::platform:x:Y$aws:s3/bucket:Bucket::it" };
    assert.deepEqual(
      translated(bucket, other, { ...bucket, phase: "foundation", urn: "urn:else" }).map(({ address }) => address),
      ["aws_s3_bucket.lake-it", "aws_s3_bucket.lake-it-2", "aws_s3_bucket.foundation-it"],
    );
  });

  it("refers to what a property depends on, under Terraform's name of the property", () => {
    const bucket = planned("lake", "aws:s3/bucket:Bucket");
    const versioning = planned("lake", "aws:s3/bucketVersioning:BucketVersioning", {
      inputs: { bucketName: "raw" },
      dependencies: { bucketName: [bucket.urn, "urn:of:a:component"] },
    });
    assert.deepEqual(translated(bucket, versioning)[1]?.references, { bucket_name: ["aws_s3_bucket.lake-it"] });
  });

  it("refers to the owner of an ID or ARN at any depth, across phases; names are nobody's", () => {
    const group = planned("network", "aws:ec2/securityGroup:SecurityGroup", { id: "sg-0123456789abcdef0" });
    const bucket = planned("lake", "aws:s3/bucket:Bucket", { id: "raw", arn: "arn:aws:s3:::raw" });
    const cluster = planned("streaming", "aws:msk/cluster:Cluster", {
      inputs: {
        brokerNodeGroupInfo: { securityGroups: ["sg-0123456789abcdef0"] },
        logs: { bucket: "arn:aws:s3:::raw" },
        clusterName: "raw",
      },
    });
    assert.deepEqual(translated(group, bucket, cluster)[2]?.references, {
      broker_node_group_info: ["aws_security_group.network-it"],
      logs: ["aws_s3_bucket.lake-it"],
    });
  });
});

describe("terraformPlan", () => {
  it("holds values, changes and references under the same address", () => {
    const values = { bucket: "raw" };
    const references = { bucket: ["aws_kms_key.k"] };
    const head = { address: "aws_s3_bucket.b", mode: "managed", type: "aws_s3_bucket", name: "b" };
    assert.deepEqual(
      terraformPlan([{ urn: "u", address: "aws_s3_bucket.b", type: "aws_s3_bucket", name: "b", values, references }]),
      {
        format_version: "1.2",
        terraform_version: "1.9.0",
        planned_values: { root_module: { resources: [{ ...head, values }] } },
        resource_changes: [
          { ...head, change: { actions: ["create"], before: null, after: values, after_unknown: {} } },
        ],
        configuration: {
          root_module: { resources: [{ ...head, expressions: { bucket: { references: ["aws_kms_key.k"] } } }] },
        },
      },
    );
  });
});

describe("manifestsOf", () => {
  it("takes Kubernetes objects as they are, and no Helm release", () => {
    const inputs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "jobs" } };
    const namespace = planned("cluster-services", "kubernetes:core/v1:Namespace", { inputs });
    const release = planned("cluster-services", "kubernetes:helm.sh/v3:Release", { inputs: { chart: "karpenter" } });
    assert.deepEqual(manifestsOf([namespace, release, planned("lake", "aws:s3/bucket:Bucket")]), [
      { urn: namespace.urn, apiVersion: "v1", kind: "Namespace", object: inputs },
    ]);
  });
});

describe("plainValue", () => {
  const signature = "4dabf18193072939515e22adb298388d";

  it("unpacks secrets at any depth and leaves the rest", () => {
    const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '{"user":"collector"}' };
    assert.deepEqual(plainValue({ a: [secret, 1], b: null }), { a: [{ user: "collector" }, 1], b: null });
  });

  it("names an archive by its hash", () => {
    const archive = { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "2b7a", assets: { "a.mjs": {} } };
    assert.deepEqual(plainValue({ code: archive }), { code: "2b7a" });
  });
});
