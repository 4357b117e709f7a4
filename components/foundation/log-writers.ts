import { type Statement } from "../iam/policy-document.ts";
import { arn, bucketArn, type Place } from "../naming.ts";
import { accessLogPrefix } from "../storage/secure-bucket.ts";

/** A bucket that an AWS service delivers to. */
interface Destination {
  readonly place: Place;
  readonly bucketName: string;
}

type Delivery = (destination: Destination) => readonly Statement[];

const ownerControls = { "s3:x-amz-acl": "bucket-owner-full-control" } as const;

/** AWS services that deliver logs: each under its own prefix, for this account, and where it says so for one resource of it. */
const deliveries = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
  "log-delivery": (destination) =>
    delivery(destination, {
      id: "LogDelivery",
      service: "delivery.logs.amazonaws.com",
      prefix: `AWSLogs/${destination.place.accountId}/`,
      onBehalfOf: {
        StringEquals: { "aws:SourceAccount": destination.place.accountId },
        ArnLike: { "aws:SourceArn": arn(destination.place, "logs", "*") },
      },
      check: ["s3:GetBucketAcl", "s3:ListBucket"],
      write: ownerControls,
    }),
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
  cloudtrail: (destination) =>
    delivery(destination, {
      id: "CloudTrail",
      service: "cloudtrail.amazonaws.com",
      prefix: `AWSLogs/${destination.place.accountId}/`,
      onBehalfOf: { ArnLike: { "aws:SourceArn": trailArns(destination.place) } },
      check: ["s3:GetBucketAcl"],
      write: ownerControls,
    }),
  // https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
  config: (destination) =>
    delivery(destination, {
      id: "Config",
      service: "config.amazonaws.com",
      prefix: `AWSLogs/${destination.place.accountId}/Config/`,
      onBehalfOf: { StringEquals: { "aws:SourceAccount": destination.place.accountId } },
      check: ["s3:GetBucketAcl", "s3:ListBucket"],
      write: ownerControls,
    }),
  /** Server access logs of our buckets, each under its name: `access/<bucket>/`. */
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  "s3-access-logs": (destination) =>
    delivery(destination, {
      id: "S3AccessLogs",
      service: "logging.s3.amazonaws.com",
      prefix: accessLogPrefix(),
      onBehalfOf: {
        StringEquals: { "aws:SourceAccount": destination.place.accountId },
        ArnLike: { "aws:SourceArn": bucketArn(destination.place, `${destination.place.environment}-*`) },
      },
      check: [],
      write: {},
    }),
} satisfies Record<string, Delivery>;

/** An AWS service that may write to a log archive. */
export type LogWriter = keyof typeof deliveries;

/** Every service that can be let in. */
export const logWriters = Object.keys(deliveries) as readonly LogWriter[]; // a record's keys are its key type

/** Statements of the bucket's policy that let a service deliver. */
export function deliveryStatements(destination: Destination, writer: LogWriter): readonly Statement[] {
  const own: Delivery = deliveries[writer];
  return own(destination);
}

/** The environment's trails: the only ones that CloudTrail, and its key, topic and bucket, act for. */
export function trailArns(place: Place): string {
  return arn(place, "cloudtrail", `trail/${place.environment}-*`);
}

interface DeliveryRight {
  readonly id: string;
  readonly service: string;
  readonly prefix: string;
  readonly onBehalfOf: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly check: readonly string[];
  readonly write: Readonly<Record<string, string>>;
}

function delivery({ place, bucketName }: Destination, right: DeliveryRight): readonly Statement[] {
  const bucket = bucketArn(place, bucketName);
  const { id, service, prefix, onBehalfOf, check, write } = right;
  const Principal = { Service: service };
  const equals = { ...onBehalfOf.StringEquals, ...write };
  const checks: readonly Statement[] =
    check.length === 0
      ? []
      : [{ Sid: `${id}Checks`, Effect: "Allow", Principal, Action: check, Resource: bucket, Condition: onBehalfOf }];
  return [
    ...checks,
    {
      Sid: `${id}Writes`,
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucket}/${prefix}*`,
      Condition: { ...onBehalfOf, ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }) },
    },
  ];
}
