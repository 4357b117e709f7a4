import { mskNotPublic } from "../../../policy/network/msk-not-public.ts";
import { valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const place = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type";

export const table: RuleTable = {
  rule: mskNotPublic,
  compliant: {
    "aws:msk/cluster:Cluster": { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "DISABLED" } } } },
  },
  rows: [
    { kind: "compliant", title: "disabled", findings: [] },
    {
      kind: "absent",
      title: "nothing about it",
      change: { "brokerNodeGroupInfo.connectivityInfo": removed },
      findings: [],
    },
    ...valueRows(place, { bad: ["SERVICE_PROVIDED_EIPS", true], absent: "passes" }),
  ],
};
