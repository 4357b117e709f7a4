import { s3AccessLogging } from "../../../policy/logging/s3-access-logging.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const v2 = "aws:s3/bucketV2:BucketV2";
const logging = "aws:s3/bucketLogging:BucketLogging";
const loggingV2 = "aws:s3/bucketLoggingV2:BucketLoggingV2";

export const table: RuleTable = {
  rule: s3AccessLogging,
  compliant: { "aws:s3/bucket:Bucket": {}, [v2]: {} },
  others: [{ type: logging, props: { targetBucket: "somewhere" }, dependsOn: { bucket: "judged" } }],
  rows: [
    { kind: "compliant", title: "linked through the graph", findings: [] },
    {
      kind: "compliant",
      title: "linked by its name",
      change: { bucket: "logging-by-name" },
      others: [{ type: logging, props: { bucket: "logging-by-name" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its id, deprecated tokens",
      type: v2,
      change: { id: "logging-by-id" },
      others: [{ type: loggingV2, props: { bucket: "logging-by-id" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "takes the logs of another",
      change: { bucket: "log-bucket" },
      others: [{ type: logging, props: { bucket: "logged", targetBucket: "log-bucket" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "an inline block",
      change: { logging: { targetBucket: "a" } },
      others: [],
      findings: [],
    },
    {
      kind: "compliant",
      title: "inline blocks, deprecated token",
      type: v2,
      change: { loggings: [{ targetBucket: "a" }] },
      others: [],
      findings: [],
    },
    { kind: "absent", title: "nothing linked", others: [], findings: [`fail ${logging}`] },
    {
      kind: "absent",
      title: "an empty list of inline blocks, as a state has it",
      type: v2,
      change: { loggings: [] },
      others: [],
      findings: [`fail ${logging}`],
    },
    {
      kind: "violation",
      title: "linked to another bucket",
      change: { bucket: "logging-one", policy: removed }, // a policy names its bucket
      others: [{ type: logging, props: { bucket: "logging-two", targetBucket: "logging-three" } }],
      findings: [`fail ${logging}`],
    },
    {
      kind: "unknown",
      title: "linked through the graph while the name is not known yet",
      change: { bucket: notKnownYet },
      findings: [],
    },
    {
      kind: "unknown",
      title: "nothing linked, at preview, where the provider's own is not known yet",
      change: { logging: notKnownYet },
      others: [],
      findings: [`fail ${logging}`],
    },
    {
      kind: "wrong type",
      title: "a name that is a number",
      change: { bucket: 1 },
      others: [{ type: logging, props: { bucket: "1" } }],
      findings: [`fail ${logging}`],
    },
  ],
};
