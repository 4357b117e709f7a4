import { s3BlockPublicAccess } from "../../../policy/data-protection/s3-block-public-access.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";

const [bucket, older = "", block = ""] = s3BlockPublicAccess.types;
const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const table: RuleTable = {
  rule: s3BlockPublicAccess,
  compliant: {
    [bucket]: {},
    [older]: {},
    [block]: { bucket: "block-of-its-own", ...Object.fromEntries(ways.map((way) => [way, true])) },
  },
  rows: [
    {
      kind: "compliant",
      title: "linked through the graph",
      others: [{ type: block, props: { bucket: "block-graph" }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its name",
      change: { bucket: "block-by-name" },
      others: [{ type: block, props: { bucket: "block-by-name" } }],
      findings: [],
    },
    {
      kind: "unknown",
      title: "linked through the graph while the name is not known yet",
      change: { bucket: notKnownYet },
      others: [{ type: block, props: { bucket: notKnownYet }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    { kind: "absent", title: "nothing linked", findings: [`fail ${block}`] },
    { kind: "violation", title: "nothing linked, deprecated token", type: older, findings: [`fail ${block}`] },
    {
      kind: "violation",
      title: "linked to another bucket",
      change: { bucket: "block-one" },
      others: [{ type: block, props: { bucket: "block-two" } }],
      findings: [`fail ${block}`],
    },
    { kind: "compliant", title: "a block in all four ways", type: block, findings: [] },
    ...ways.flatMap((way) => valueRows(way, { bad: [false], type: block })),
  ],
};
