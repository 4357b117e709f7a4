import { piiIsolated } from "../../../policy/data-protection/pii-isolated.ts";
import { notKnownYet, type Other, removed, type Row, type RuleTable } from "../table.ts";

const [bucket, older = ""] = piiIsolated.types;
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const role = "arn:aws:iam::111111111111:role/prod-personal-data";

const refusing = (change: object = {}): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject*", "s3:ListBucket*"],
      Resource: "arn:aws:s3:::pii/*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": [role] } },
      ...change,
    },
  ],
});
const closed = (document: unknown = refusing()): Other => ({
  type: policy,
  props: { bucket: notKnownYet, policy: document },
  dependsOn: { bucket: "judged" },
});
const openRow = (title: string, document: unknown): Row => ({
  kind: "violation",
  title,
  others: [closed(document)],
  findings: [`fail ${policy}`],
});

export const table: RuleTable = {
  rule: piiIsolated,
  compliant: { [bucket]: { tags: { DataClass: "pii" } }, [older]: { tags: { DataClass: "pii" } } },
  others: [closed()],
  rows: [
    { kind: "compliant", title: "a list of its own", findings: [] },
    {
      kind: "compliant",
      title: "no personal data",
      change: { tags: { DataClass: "public" } },
      others: [],
      findings: [],
    },
    { kind: "compliant", title: "a policy as text", others: [closed(JSON.stringify(refusing()))], findings: [] },
    {
      kind: "violation",
      title: "the class by another tag, deprecated token",
      type: older,
      change: { tags: removed, tagsAll: { DataClass: "pii" } },
      others: [],
      findings: [`fail ${policy}`],
    },
    { kind: "absent", title: "no policy", others: [], findings: [`fail ${policy}`] },
    openRow("lists readers without refusing the others", refusing({ Effect: "Allow", Principal: { AWS: role } })),
    openRow("refuses deletion alone", refusing({ Action: "s3:DeleteObject" })),
    openRow("refuses plain HTTP alone", refusing({ Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    openRow(
      "refuses plain HTTP to all but a list",
      refusing({ Condition: { ArnNotLike: { "aws:PrincipalArn": [role] }, Bool: { "aws:SecureTransport": "false" } } }),
    ),
    openRow(
      "lists every role",
      refusing({ Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/*"] } } }),
    ),
    openRow("refuses objects of a folder alone", refusing({ Resource: "arn:aws:s3:::pii/some/folder/*" })),
    openRow("lists everybody", refusing({ Condition: { ArnNotLike: { "aws:PrincipalArn": ["*"] } } })),
    {
      kind: "unknown",
      title: "a policy not known yet",
      others: [closed(notKnownYet)],
      findings: [`undecided ${policy}`],
    },
    {
      kind: "unknown",
      title: "a condition not known yet",
      others: [closed(refusing({ Condition: notKnownYet }))],
      findings: [`undecided ${policy}`],
    },
    {
      kind: "wrong type",
      title: "a policy that is no document",
      others: [closed("none")],
      findings: [`fail ${policy}`],
    },
    {
      kind: "violation",
      title: "personal data by a tag that configuration names",
      change: { tags: { Sensitivity: "high" } },
      others: [],
      settings: { tag: "Sensitivity", classes: ["high"] },
      findings: [`fail ${policy}`],
    },
  ],
};
