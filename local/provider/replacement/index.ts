import type { ReplacementRule } from "../resource-type.ts";
import { rules as compute } from "./compute.ts";
import { rules as network } from "./network.ts";
import { rules as observability } from "./observability.ts";
import { rules as security } from "./security.ts";
import { rules as storage } from "./storage.ts";
import { rules as streaming } from "./streaming.ts";

const rules = new Map(
  [compute, network, observability, security, storage, streaming].flatMap((table) => Object.entries(table)),
);

/** The replacement rule of a type token; `undefined` when no table has one. */
export function replacementRule(type: string): ReplacementRule | undefined {
  return rules.get(type);
}

/** Type tokens that have a rule. */
export const ruledTypes: ReadonlySet<string> = new Set(rules.keys());

/**
 * Types that hold data or identity and whose source nobody has read yet: a change of one is reported as "replacement
 * unknown". Moving one into a table is how that ends.
 */
export const replacementUnknown: ReadonlySet<string> = new Set([
  "aws:cloudtrail/eventDataStore:EventDataStore",
  "aws:docdb/cluster:Cluster",
  "aws:dynamodb/globalTable:GlobalTable",
  "aws:ebs/volume:Volume",
  "aws:efs/fileSystem:FileSystem",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kinesis/stream:Stream",
  "aws:neptune/cluster:Cluster",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:redshift/cluster:Cluster",
  "aws:s3/directoryBucket:DirectoryBucket",
  "aws:timestreamwrite/table:Table",
]);
