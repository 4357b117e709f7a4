import { matchesPattern } from "../pattern.ts";
import { read, type Reading, shown } from "../property.ts";
import { fail, type Finding, stackRule, type StackResource, undecided } from "../rule.ts";
import { given, linkedFrom } from "../stack-links.ts";
import { type GroupRule, groupRules, ingressRule, securityGroup, securityGroupRule } from "./security-group-rules.ts";
import { isWorld, portsOf, protocolOf } from "./traffic.ts";

const wanted = "addresses that you know, or a security group";
const webPorts: readonly number[] = [80, 443];

export const sgNoPublicIngress = stackRule({
  id: "sg-no-public-ingress",
  types: [securityGroup, securityGroupRule, ingressRule],
  what: "No security group lets the Internet in, but for web ports of a load balancer.",
  why: "Whoever scans the Internet finds an open port within minutes; a load balancer is the one thing made for that.",
  remedy:
    "Name a security group (referencedSecurityGroupId), a prefix list or your own blocks. For ports 80 and 443 of a load balancer put the group into its securityGroups; name groups of load balancers that a controller makes in the setting publicGroups.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.18", "EC2.19"], checkov: ["CKV_AWS_260"], cdkNag: ["EC23"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  settings: {
    publicGroups: {
      what: "Names of security groups, as patterns, of load balancers that a controller makes and the program does not.",
      schema: { type: "array", items: { type: "string", minLength: 1 } },
      default: [] as readonly string[],
    },
  },
  // Over the stack, because whether a group is a load balancer's is said by the load balancer.
  evaluate: (resource, stack, { publicGroups }) => {
    if (resource.type === securityGroup && given(resource, "ingress").state === "absent") return [];
    return groupRules(resource, "in").flatMap((rule) => {
      const ports = portsOf(rule);
      const open = rule.cidrs.flatMap((cidr) => judged(cidr));
      if (open.length === 0) return [];
      const web = isWeb(rule, ports);
      if (web === false || !groupsOf(resource, stack).some((group) => isPublic(group, stack, publicGroups)))
        return open;
      return web === "unknown" ? rule.cidrs.map((cidr) => undecided(cidr, wanted)) : [];
    });
  },
});

function judged(cidr: Reading): readonly Finding[] {
  if (cidr.state === "unknown") return [undecided(cidr, wanted)];
  return cidr.state === "known" && (cidr.misshapen || isWorld(cidr.value))
    ? [fail(cidr, shown(cidr.value), wanted)]
    : [];
}

/** Whether nothing but HTTP and HTTPS is let in. */
function isWeb({ protocol }: GroupRule, ports: ReturnType<typeof portsOf>): boolean | "unknown" {
  if (ports === "unknown") return "unknown";
  return (
    ["tcp", "6"].includes(protocolOf(protocol)) &&
    ports !== "none" &&
    ports[0] === ports[1] &&
    webPorts.includes(ports[0])
  );
}

/** The group that a rule belongs to, or that the resource is. */
function groupsOf(resource: StackResource, stack: readonly StackResource[]): readonly StackResource[] {
  if (resource.type === securityGroup) return [resource];
  return linkedFrom(resource, stack, { types: [securityGroup], property: "securityGroupId", names: ["id"] });
}

function isPublic(group: StackResource, stack: readonly StackResource[], publicGroups: readonly string[]): boolean {
  const name = read(group.props, "name");
  const text = name.state === "known" && typeof name.value === "string" ? name.value : "";
  if (publicGroups.some((pattern) => matchesPattern(pattern, text))) return true;
  return stack.some(
    (balancer) =>
      ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"].includes(balancer.type) &&
      linkedFrom(balancer, [group], { types: [securityGroup], property: "securityGroups[]", names: ["id"] }).length > 0,
  );
}
