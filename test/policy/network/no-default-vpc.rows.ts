import { noDefaultVpc } from "../../../policy/network/no-default-vpc.ts";
import { type Row, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: noDefaultVpc,
  compliant: Object.fromEntries(noDefaultVpc.types.map((type) => [type, {}])),
  forbids: true,
  rows: noDefaultVpc.types.map((type): Row => {
    return { kind: "violation", title: type, type, findings: [`fail ${type}`] };
  }),
};
