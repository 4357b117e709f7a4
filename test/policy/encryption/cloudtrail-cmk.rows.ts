import { cloudtrailCmk } from "../../../policy/encryption/cloudtrail-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const eventDataStore = "aws:cloudtrail/eventDataStore:EventDataStore";
const compliant = { kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/audit" };

export const table: RuleTable = {
  rule: cloudtrailCmk,
  compliant: { "aws:cloudtrail/trail:Trail": compliant, [eventDataStore]: compliant },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("kmsKeyId", { service: "cloudtrail" }),
    ...ownKeyRows("kmsKeyId", { service: "cloudtrail", type: eventDataStore }),
  ],
};
