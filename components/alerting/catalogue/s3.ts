import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";
import { type Metric } from "../alarm-signal.ts";

/** A bucket whose requests CloudWatch counts. */
export interface WatchedBucket {
  readonly bucketName: string;
  /** Name of its request metrics' filter. */
  readonly filterId: string;
  /** What it is called in IDs of alarms. */
  readonly what: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
const source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html";

/** Fewer requests in a period say nothing: one of three refused is a third. */
const enoughRequests = 100;

/** Alarms on the requests of one bucket: S3 fails, or somebody is refused again and again. */
export function bucketAlarms(bucket: WatchedBucket): readonly AlarmSpec[] {
  return [
    {
      ...houseStyle,
      id: `${bucket.what}-errors`,
      signal: share(bucket, "5xxErrors"),
      comparison: ">",
      threshold: 1,
      periodSeconds: 300,
      severity: "critical",
      why: "S3 itself fails requests: jobs retry for a while, then stop, and events pile up in Kafka.",
      runbook: "lake-storage.md#errors",
      source,
    },
    {
      ...houseStyle,
      id: `${bucket.what}-refusals`,
      signal: share(bucket, "4xxErrors"),
      comparison: ">",
      threshold: 10,
      periodSeconds: 300,
      datapoints: [3, 3],
      severity: "warning",
      why: "Requests are refused: a role, key or bucket policy changed under a job, or somebody tries what is not theirs.",
      runbook: "lake-storage.md#refusals",
      source,
    },
  ];
}

/** A bucket that is copied. */
export interface WatchedCopies {
  readonly bucketName: string;
  /** Bucket with the copies. */
  readonly replicaName: string;
  /** Name of the rule. */
  readonly ruleId: string;
  /** What the bucket is called in IDs of alarms. */
  readonly what: string;
}

/**
 * Alarm on copies that were given up, which S3 does not try again. Of all metrics of replication only this one is published
 * where the original is, and an alarm sees no other Region; so how far copies lie behind has no alarm here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function replicationAlarms(copies: WatchedCopies): readonly AlarmSpec[] {
  return [
    {
      ...houseStyle,
      id: `${copies.what}-replication-failures`,
      signal: {
        kind: "metric",
        metric: {
          namespace: "AWS/S3",
          name: "OperationsFailedReplication",
          statistic: "Sum",
          dimensions: {
            SourceBucket: copies.bucketName,
            DestinationBucket: copies.replicaName,
            RuleId: copies.ruleId,
          },
        },
      },
      comparison: ">",
      threshold: 0,
      periodSeconds: 300,
      datapoints: [1, 1],
      severity: "warning",
      why: "Objects were not copied to the other Region, and S3 does not try again: the copy has holes.",
      runbook: "lake-storage.md#replication-failures",
      source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html",
    },
  ];
}

/** Failed requests in percent of all, 0 while there are too few to tell. */
function share(bucket: WatchedBucket, name: "4xxErrors" | "5xxErrors"): AlarmSpec["signal"] {
  return {
    kind: "math",
    expression: `IF(all > ${enoughRequests}, 100 * failed / all, 0)`,
    metrics: { failed: requests(bucket, name), all: requests(bucket, "AllRequests") },
  };
}

function requests({ bucketName, filterId }: WatchedBucket, name: string): Metric {
  return {
    namespace: "AWS/S3",
    name,
    statistic: "Sum",
    dimensions: { BucketName: bucketName, FilterId: filterId },
  };
}
