import { ecsEfsTls } from "../../../policy/transport/ecs-efs-tls.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: ecsEfsTls,
  compliant: {
    "aws:ecs/taskDefinition:TaskDefinition": {
      volumes: [
        { name: "shared", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } },
        { name: "scratch" },
      ],
    },
  },
  rows: [
    { kind: "compliant", title: "TLS", findings: [] },
    { kind: "absent", title: "no volumes", change: { volumes: removed }, findings: [] },
    { kind: "absent", title: "an empty list, as a state has it", change: { volumes: [] }, findings: [] },
    ...valueRows("volumes.0.efsVolumeConfiguration.transitEncryption", { bad: ["DISABLED", ""] }),
    {
      kind: "unknown",
      title: "volumes not known yet",
      change: { volumes: notKnownYet },
      findings: ["undecided volumes"],
    },
    { kind: "wrong type", title: "volumes that are text", change: { volumes: "fs-1" }, findings: ["fail volumes"] },
  ],
};
