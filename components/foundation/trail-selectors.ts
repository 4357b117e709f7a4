import type * as aws from "@pulumi/aws";
import { arn, bucketArn, type Place } from "../naming.ts";

type Selector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;

/** What a trail records. */
export interface TrailScope {
  /** Whether it records calls that manage the account; one trail of an account does, the first copy is free. */
  readonly managementEvents: boolean;
  /** Which uses of the environment's data it records: `all`, or `writes`, which costs less and tells not who read. */
  readonly dataEvents: "all" | "writes";
}

/**
 * Advanced event selectors of the environment's trail. They go by prefixes of names, so a bucket or table made later is
 * recorded from its first object on.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export function trailSelectors(place: Place, { managementEvents, dataEvents }: TrailScope): Selector[] {
  const { environment } = place;
  const readOnly = dataEvents === "all" ? undefined : "false";
  const archives = [`${environment}-logs-`, `${environment}-audit-`].map((name) => bucketArn(place, name));
  return [
    ...(managementEvents
      ? [{ name: "Management of the account", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }]
      : []),
    dataEventsOf({
      name: "Objects of the lake",
      type: "AWS::S3::Object",
      prefixes: [bucketArn(place, `${environment}-dl-`)],
      readOnly,
    }),
    // Reads alone: what CloudTrail delivers is a write, and recording it would be delivered again.
    dataEventsOf({ name: "Readers of the logs", type: "AWS::S3::Object", prefixes: archives, readOnly: "true" }),
    dataEventsOf({
      name: "Items of tables",
      type: "AWS::DynamoDB::Table",
      prefixes: [arn(place, "dynamodb", `table/${environment}-`)],
      readOnly,
    }),
  ];
}

interface DataEvents {
  readonly name: string;
  readonly type: string;
  /** What the ARNs of the resources begin with. */
  readonly prefixes: string[];
  readonly readOnly: "true" | "false" | undefined;
}

function dataEventsOf({ name, type, prefixes, readOnly }: DataEvents): Selector {
  return {
    name,
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: [type] },
      { field: "resources.ARN", startsWiths: prefixes },
      ...(readOnly === undefined ? [] : [{ field: "readOnly", equals: [readOnly] }]),
    ],
  };
}
