/**
 * Resource types that hold data or identity which a replacement or a delete would destroy.
 *
 * They are protected by type where an environment says `platform:protectStatefulResources: true`, and a preview that
 * replaces one fails unless it is told otherwise. Leaves only: protecting a component would also pin its stateless parts.
 */
export const statefulTypes: ReadonlySet<string> = new Set([
  "aws:amp/workspace:Workspace",
  "aws:cloudtrail/eventDataStore:EventDataStore",
  "aws:dynamodb/table:Table",
  "aws:ec2/eip:Eip",
  "aws:ec2/vpc:Vpc",
  "aws:eks/cluster:Cluster",
  "aws:glue/catalogDatabase:CatalogDatabase",
  "aws:glue/catalogTable:CatalogTable",
  "aws:grafana/workspace:Workspace",
  "aws:glue/registry:Registry",
  "aws:glue/schema:Schema",
  "aws:kinesis/stream:Stream",
  "aws:kms/key:Key",
  "aws:msk/cluster:Cluster",
  "aws:msk/serverlessCluster:ServerlessCluster",
  "aws:msk/topic:Topic",
  "aws:s3/bucket:Bucket",
  "aws:s3tables/table:Table",
  "aws:s3tables/tableBucket:TableBucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sqs/queue:Queue",
]);

export function isStateful(type: string): boolean {
  return statefulTypes.has(type);
}
