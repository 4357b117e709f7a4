import { cloudtrailDataEvents } from "../../../policy/logging/cloudtrail-data-events.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const data = { field: "eventCategory", equals: ["Data"] };
const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
const lake = { field: "resources.ARN", startsWiths: ["arn:aws:s3:::lake-"] };
const fields = "advancedEventSelectors.0.fieldSelectors";
const found = "fail advancedEventSelectors";

/** Change to basic selectors, of which there is one. */
function basic(selector: object): Readonly<Record<string, unknown>> {
  return { advancedEventSelectors: removed, eventSelectors: [selector] };
}

const dataResources = [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }];

export const table: RuleTable = {
  rule: cloudtrailDataEvents,
  compliant: {
    "aws:cloudtrail/trail:Trail": {
      advancedEventSelectors: [
        { name: "Objects of the lake", fieldSelectors: [data, objects, lake] },
        { name: "Management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ],
    },
  },
  rows: [
    { kind: "compliant", title: "objects of the lake", findings: [] },
    { kind: "compliant", title: "a basic selector for all objects", change: basic({ dataResources }), findings: [] },
    {
      kind: "compliant",
      title: "a basic selector that says it is for both",
      change: basic({ dataResources, readWriteType: "All" }),
      findings: [],
    },
    {
      kind: "absent",
      title: "no selectors",
      change: { advancedEventSelectors: removed },
      findings: [found],
      says: "advancedEventSelectors is without reads and writes; must be with selectors for reads and writes",
    },
    {
      kind: "absent",
      title: "empty lists, as a state has them",
      change: { advancedEventSelectors: [], eventSelectors: [] },
      findings: [found],
    },
    {
      kind: "violation",
      title: "tables alone",
      change: { [`${fields}.1.equals`]: ["AWS::DynamoDB::Table"] },
      findings: [found],
    },
    {
      kind: "violation",
      title: "no kind of resource",
      change: { [`${fields}.1.field`]: "eventName" },
      findings: [found],
    },
    {
      kind: "violation",
      title: "writes alone",
      change: { [fields]: [data, objects, { field: "readOnly", equals: ["false"] }] },
      findings: [found],
      says: "without reads;",
    },
    {
      kind: "violation",
      title: "reads alone",
      change: { [fields]: [data, objects, { field: "readOnly", equals: ["true"] }] },
      findings: [found],
      says: "without writes;",
    },
    {
      kind: "violation",
      title: "a basic selector for writes",
      change: basic({ dataResources, readWriteType: "WriteOnly" }),
      findings: [found],
      says: "without reads;",
    },
    {
      kind: "violation",
      title: "a basic selector for functions",
      change: basic({ dataResources: [{ type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] }] }),
      findings: [found],
    },
    {
      kind: "violation",
      title: "a basic selector for management",
      change: basic({ includeManagementEvents: true }),
      findings: [found],
    },
    {
      kind: "unknown",
      title: "selectors not known yet",
      change: { advancedEventSelectors: notKnownYet },
      findings: ["undecided advancedEventSelectors"],
    },
    {
      kind: "unknown",
      title: "a field not known yet",
      change: { [`${fields}.1`]: notKnownYet },
      findings: ["undecided advancedEventSelectors"],
    },
    {
      kind: "unknown",
      title: "basic resources not known yet",
      change: basic({ dataResources: notKnownYet }),
      findings: ["undecided advancedEventSelectors"],
    },
    {
      kind: "wrong type",
      title: "selectors that are text",
      change: { advancedEventSelectors: "AWS::S3::Object" },
      findings: [found],
    },
  ],
};
