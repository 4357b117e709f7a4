import { subnetNoPublicIp } from "../../../policy/network/subnet-no-public-ip.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: subnetNoPublicIp,
  compliant: { "aws:ec2/subnet:Subnet": { mapPublicIpOnLaunch: false, tags: { Tier: "app" } } },
  rows: [
    { kind: "compliant", title: "no public addresses", findings: [] },
    {
      kind: "compliant",
      title: "a subnet for public addresses",
      change: { mapPublicIpOnLaunch: true, "tags.Tier": "public" },
      findings: [],
    },
    ...valueRows("mapPublicIpOnLaunch", { bad: [true, "false"], absent: "passes" }),
    {
      kind: "violation",
      title: "no tag at all",
      change: { mapPublicIpOnLaunch: true, tags: {} },
      findings: ["fail mapPublicIpOnLaunch"],
    },
    {
      kind: "unknown",
      title: "the tag",
      change: { mapPublicIpOnLaunch: true, "tags.Tier": notKnownYet },
      findings: ["undecided mapPublicIpOnLaunch"],
    },
  ],
};
