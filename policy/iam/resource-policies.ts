import { read } from "../property.ts";
import { type Finding, type Resource } from "../rule.ts";
import { parseDocument, type PolicyDocument } from "./document.ts";
import { type Demand, judgeStatements } from "./judge.ts";

/**
 * Where each type has a policy that says who may use the resource: the policy resources, and the resources that take one as
 * a property of their own. Key policies have rules of their own.
 */
const places = {
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
  "aws:elasticsearch/domain:Domain": "accessPolicies",
  "aws:elasticsearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:s3/accessPoint:AccessPoint": "policy",
  "aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:glue/resourcePolicy:ResourcePolicy": "policy",
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
  "aws:msk/clusterPolicy:ClusterPolicy": "policy",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/bucketV2:BucketV2": "policy",
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": "resourcePolicy",
  "aws:s3tables/tablePolicy:TablePolicy": "resourcePolicy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
} as const;

type ResourcePolicyType = keyof typeof places;

export const resourcePolicyTypes = Object.keys(places) as [ResourcePolicyType, ...ResourcePolicyType[]]; // keys of the object above

/** Where a type has its resource policy; undefined where it has none. */
export function resourcePolicyPlace(type: string): string | undefined {
  return Object.hasOwn(places, type) ? places[type as ResourcePolicyType] : undefined; // just asked
}

/** The resource policy of a resource; absent where its type has none. */
export function resourceDocument({ type, props }: Resource): PolicyDocument {
  const path = resourcePolicyPlace(type);
  return path === undefined ? { state: "absent", path: "policy" } : parseDocument(read(props, path));
}

/** Findings over every statement of a resource's policy. */
export function judgeResourcePolicy(resource: Resource, demand: Demand): readonly Finding[] {
  return judgeStatements(resourceDocument(resource), demand);
}
