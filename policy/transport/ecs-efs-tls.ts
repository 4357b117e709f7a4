import { oneOf } from "../check.ts";
import { property, readEachPresent } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const ecsEfsTls = resourceRule({
  id: "ecs-efs-tls",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  what: "Tasks mount EFS file systems over TLS.",
  why: "The default is NFS in plaintext, between hosts and zones.",
  remedy: 'Set volumes[].efsVolumeConfiguration.transitEncryption: "ENABLED".',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_97"] },
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
  evaluate: ({ props }) =>
    readEachPresent(props, "volumes[].efsVolumeConfiguration").flatMap((efs) =>
      oneOf(property(efs, "transitEncryption"), ["ENABLED"]),
    ),
});
