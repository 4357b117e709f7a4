import assert from "node:assert/strict";
import { type PlannedResource } from "./planned.ts";

/** A violation that is put into planned resources, to see that it is found. */
export interface Seed {
  readonly violation: string;
  /** Token of the type that is made to violate. */
  readonly type: string;
  /** Checkov's check that must find it. */
  readonly check: string;
  /** Token of the type that the finding is made on, where another resource shows the violation. */
  readonly foundOn?: string;
  /** The violating inputs; `undefined` leaves the resource out. */
  readonly change: (inputs: Inputs) => Inputs | undefined;
}

type Inputs = PlannedResource["inputs"];

/** Where a seed was sown: the resource that must be found by the check. */
export interface Sown {
  readonly violation: string;
  readonly check: string;
  readonly urn: string;
}

const bucket = "aws:s3/bucket:Bucket";

function without(...keys: readonly string[]): Seed["change"] {
  return (inputs) => Object.fromEntries(Object.entries(inputs).filter(([key]) => !keys.includes(key)));
}

function having(changed: Inputs): Seed["change"] {
  return (inputs) => ({ ...inputs, ...changed });
}

/** Changes the members of a nested object. */
function within(key: string, changed: Inputs): Seed["change"] {
  return (inputs) => ({ ...inputs, [key]: { ...(inputs[key] as Inputs), ...changed } }); // an object in every type below
}

function allowing(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

export const seeds: readonly Seed[] = [
  {
    violation: "a bucket without a key of ours",
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    check: "CKV_AWS_145",
    foundOn: bucket,
    change: () => undefined,
  },
  {
    violation: "a bucket that may be made public",
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    check: "CKV2_AWS_6",
    foundOn: bucket,
    change: () => undefined,
  },
  {
    violation: "a bucket that takes public policies",
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    check: "CKV_AWS_54",
    change: having({ blockPublicPolicy: false }),
  },
  {
    violation: "a security group open to the Internet for SSH",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    check: "CKV_AWS_24",
    change: (inputs) => ({
      ...without("referencedSecurityGroupId", "prefixListId")(inputs),
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
    }),
  },
  {
    violation: "a role that may do everything",
    type: "aws:iam/rolePolicy:RolePolicy",
    check: "CKV_AWS_62",
    change: having({ policy: allowing({ Action: "*", Resource: "*" }) }),
  },
  {
    violation: "a role that anybody may assume",
    type: "aws:iam/role:Role",
    check: "CKV_AWS_60",
    change: having({ assumeRolePolicy: allowing({ Action: "sts:AssumeRole", Principal: { AWS: "*" } }) }),
  },
  {
    violation: "brokers that take plain text",
    type: "aws:msk/cluster:Cluster",
    check: "CKV_AWS_81",
    change: within("encryptionInfo", { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT", inCluster: true } }),
  },
  {
    violation: "a key that is never rotated",
    type: "aws:kms/key:Key",
    check: "CKV_AWS_7",
    change: having({ enableKeyRotation: false }),
  },
  {
    violation: "a control plane open to the Internet",
    type: "aws:eks/cluster:Cluster",
    check: "CKV_AWS_39",
    change: within("vpcConfig", { endpointPublicAccess: true }),
  },
  {
    violation: "instances with the first version of the metadata service",
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    check: "CKV_AWS_79",
    change: within("metadataOptions", { httpTokens: "optional" }),
  },
  {
    violation: "a log group without a key of ours",
    type: "aws:cloudwatch/logGroup:LogGroup",
    check: "CKV_AWS_158",
    change: without("kmsKeyId"),
  },
  {
    violation: "a trail whose log files nobody can validate",
    type: "aws:cloudtrail/trail:Trail",
    check: "CKV_AWS_36",
    change: having({ enableLogFileValidation: false }),
  },
  {
    violation: "a topic without a key",
    type: "aws:sns/topic:Topic",
    check: "CKV_AWS_26",
    change: without("kmsMasterKeyId"),
  },
  {
    violation: "a queue that is not encrypted",
    type: "aws:sqs/queue:Queue",
    check: "CKV_AWS_27",
    change: (inputs) => ({ ...without("kmsMasterKeyId")(inputs), sqsManagedSseEnabled: false }),
  },
];

/**
 * The planned resources with every seed sown, each on a resource of its own type that no other seed has touched.
 *
 * @throws AssertionError when there is no resource left to sow a seed on.
 */
export function sow(planned: readonly PlannedResource[]): {
  readonly planned: readonly PlannedResource[];
  readonly sown: readonly Sown[];
} {
  const changed = new Map<string, PlannedResource | undefined>();
  const sown = seeds.map(({ violation, type, check, foundOn, change }) => {
    const field = planned.find((resource) => resource.type === type && !changed.has(resource.urn));
    assert.ok(field, `no planned ${type} is left to sow "${violation}" on`);
    const inputs = change(field.inputs);
    changed.set(field.urn, inputs === undefined ? undefined : { ...field, inputs });
    return { violation, check, urn: foundOn === undefined ? field.urn : relativeOf(field, planned, foundOn) };
  });
  return { planned: planned.flatMap((one) => (changed.has(one.urn) ? (changed.get(one.urn) ?? []) : [one])), sown };
}

/** The resource of a type that another one depends on. */
function relativeOf(resource: PlannedResource, planned: readonly PlannedResource[], type: string): string {
  const urns = new Set(Object.values(resource.dependencies).flat());
  const found = planned.find((one) => one.type === type && urns.has(one.urn));
  assert.ok(found, `${resource.urn} depends on no ${type}`);
  return found.urn;
}
