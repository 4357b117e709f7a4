import { imdsv2 } from "../../../policy/network/imdsv2.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const tokens = "metadataOptions.httpTokens";
const hops = "metadataOptions.httpPutResponseHopLimit";
const compliant = { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 } };

export const table: RuleTable = {
  rule: imdsv2,
  compliant: Object.fromEntries(imdsv2.types.map((type) => [type, compliant])),
  rows: [
    ...imdsv2.types.map((type): Row => {
      return {
        kind: "violation",
        title: `optional on ${type}`,
        type,
        change: { [tokens]: "optional" },
        findings: [`fail ${tokens}`],
      };
    }),
    { kind: "compliant", title: "required", findings: [] },
    { kind: "compliant", title: "an instance", type: "aws:ec2/instance:Instance", findings: [] },
    { kind: "absent", title: "no hop limit", change: { [hops]: removed }, findings: [] },
    { kind: "absent", title: "no options", change: { metadataOptions: removed }, findings: ["fail metadataOptions"] },
    { kind: "absent", title: "nothing about tokens", change: { [tokens]: removed }, findings: [`fail ${tokens}`] },
    {
      kind: "violation",
      title: "optional",
      change: { [tokens]: "optional" },
      findings: [`fail ${tokens}`],
      says: 'metadataOptions.httpTokens is "optional"; must be "required".',
    },
    { kind: "violation", title: "pods let in", change: { [hops]: 2 }, findings: [`advice ${hops}`] },
    { kind: "unknown", title: "not known yet", change: { [tokens]: notKnownYet }, findings: [`undecided ${tokens}`] },
    { kind: "wrong type", title: "a flag", change: { [tokens]: true }, findings: [`fail ${tokens}`] },
  ],
};
