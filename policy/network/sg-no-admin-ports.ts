import { resourceRule } from "../rule.ts";
import { groupRules, ingressRule, securityGroup, securityGroupRule } from "./security-group-rules.ts";
import { openToWorld } from "./traffic.ts";

/** SSH, RDP, and what holds the platform's data: ZooKeeper, Kafka (9092-9098), PostgreSQL, Redshift, Redis. */
const guarded: readonly number[] = [22, 3389, 2181, 9092, 9093, 9094, 9095, 9096, 9097, 9098, 5432, 5439, 6379];

export const sgNoAdminPorts = resourceRule({
  id: "sg-no-admin-ports",
  types: [securityGroup, securityGroupRule, ingressRule],
  what: "Ports for administration and for data stores are never open to the Internet.",
  why: "SSH, RDP and data stores are tried by password lists all day; one weak or leaked credential is then enough.",
  remedy:
    "Reach machines through Session Manager and data stores from security groups (referencedSecurityGroupId). Never open protocol -1.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.13", "EC2.14"],
    cis: ["6.3", "6.4"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277"],
  },
  url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
  settings: {
    ports: {
      what: "Ports that are never open to the Internet.",
      schema: { type: "array", items: { type: "integer", minimum: 0, maximum: 65535 } },
      default: guarded,
    },
  },
  evaluate: (resource, { ports }) =>
    groupRules(resource, "in").flatMap((rule) => openToWorld(rule, ports, "a block of your own, or a security group")),
});
