import { shown } from "../property.ts";
import { advice, fail, type Finding, resourceRule, undecided } from "../rule.ts";
import { type GroupRule, groupRules, ingressRule, securityGroup, securityGroupRule } from "./security-group-rules.ts";
import { portsOf } from "./traffic.ts";

const wanted = "the clients' security group";
/** Brokers listen between these, by every way to authenticate. */
const firstPort = 9092;
const lastPort = 9098;

export const sgMskFromClients = resourceRule({
  id: "sg-msk-from-clients",
  types: [securityGroup, securityGroupRule, ingressRule],
  what: "Kafka brokers let in the security groups of their clients, not blocks of addresses.",
  why: "A block lets in whatever is started there tomorrow; with a group, being a Kafka client is a decision.",
  remedy:
    "Name the clients' group: referencedSecurityGroupId on an ingress rule, sourceSecurityGroupId on a SecurityGroupRule, securityGroups in a list.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/client-access.html",
  evaluate: (resource) => groupRules(resource, "in").flatMap(blocksToBrokers),
});

/** A rule for more than the brokers' ports may be about something else altogether: that one is advice. */
function blocksToBrokers(rule: GroupRule): readonly Finding[] {
  const ports = portsOf(rule);
  if (ports === "none") return [];
  if (ports === "unknown") return rule.cidrs.map((cidr) => undecided(cidr, wanted));
  const [from, to] = ports;
  if (to < firstPort || from > lastPort) return [];
  const findings = rule.cidrs.map((cidr) =>
    cidr.state === "known" ? fail(cidr, shown(cidr.value), wanted) : undecided(cidr, wanted),
  );
  return from >= firstPort && to <= lastPort ? findings : advice(findings);
}
