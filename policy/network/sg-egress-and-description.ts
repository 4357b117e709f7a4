import { met, oncePerPlace } from "../check.ts";
import { read, shown } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";
import {
  egressRule,
  type GroupRule,
  groupRules,
  ingressRule,
  securityGroup,
  securityGroupRule,
} from "./security-group-rules.ts";
import { isWorld, letsAllThrough } from "./traffic.ts";

/** What the provider writes where nobody wrote anything. */
const fillers: readonly unknown[] = ["", "Managed by Pulumi", "Managed by Terraform"];

export const sgEgressAndDescription = resourceRule({
  id: "sg-egress-and-description",
  types: [securityGroup, securityGroupRule, ingressRule, egressRule],
  what: "A security group says what each opening is for, and lets out named protocols only.",
  why: "Nobody dares to close what nobody can explain, and whoever gets in takes the data out by any way left open.",
  remedy:
    'Describe the group and every rule. Let out what is needed: ipProtocol "tcp" with ports, or the prefix list of an endpoint.',
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_382", "CKV_AWS_23"], cdkNag: ["EC27"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  // A list that is no list is found by both.
  evaluate: (resource) => oncePerPlace([...described(resource), ...groupRules(resource, "out").flatMap(narrow)]),
});

function described(resource: Resource): readonly Finding[] {
  const rules = [...groupRules(resource, "in"), ...groupRules(resource, "out")].map(({ description }) => description);
  const own = resource.type === securityGroup ? [read(resource.props, "description")] : [];
  // A rule whose direction is not known yet stands in both lists.
  const places = new Map([...own, ...rules].map((place) => [place.path, place]));
  return [...places.values()].flatMap((place) =>
    place.state === "unknown"
      ? []
      : met(place, {
          wanted: "a sentence about what it is for",
          meets: (text) => typeof text === "string" && !fillers.includes(text),
        }),
  );
}

function narrow(rule: GroupRule): readonly Finding[] {
  const wanted = "a block of your own, or a protocol with ports";
  const everything = letsAllThrough(rule);
  if (everything === false) return [];
  return rule.cidrs.flatMap((cidr) => {
    if (cidr.state === "unknown") return [undecided(cidr, wanted)];
    if (cidr.state === "absent" || !(cidr.misshapen || isWorld(cidr.value))) return [];
    return everything === "unknown" ? [undecided(cidr, wanted)] : [fail(cidr, shown(cidr.value), wanted)];
  });
}
