import { elements, property, type Properties, read, type Reading, readingOf } from "../property.ts";
import { resourceRule } from "../rule.ts";
import { openToWorld, type Traffic } from "./traffic.ts";

const rule = "aws:ec2/networkAclRule:NetworkAclRule";

export const naclNoAdminIngress = resourceRule({
  id: "nacl-no-admin-ingress",
  types: [rule, "aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  what: "No network ACL lets the Internet in to SSH or RDP.",
  why: "The ACL is what is left when a security group is wrong; one that lets everything in is no second line.",
  remedy:
    "Allow the ports that are served, and answers from 1024 on without 3389; every rule counts, also one that another rule before it denies.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.21"], cis: ["6.2"], checkov: ["CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
  evaluate: ({ type, props }) =>
    (type === rule ? single(props) : listed(props)).flatMap((entry) =>
      openToWorld(entry, [22, 3389], "a block of your own, or ports without 22 and 3389"),
    ),
});

interface Entry extends Traffic {
  readonly cidrs: readonly Reading[];
}

function single(props: Properties): readonly Entry[] {
  const egress = read(props, "egress");
  if (egress.state === "unknown") return [entry(egress, egress)];
  const isOutbound = egress.state === "known" && egress.value === true;
  return isOutbound ? [] : allowed(readingOf("", props), "ruleAction");
}

function listed(props: Properties): readonly Entry[] {
  const list = read(props, "ingress");
  return list.state === "absent" ? [] : elements(list).flatMap((from) => allowed(from, "action"));
}

function allowed(from: Reading, action: "action" | "ruleAction"): readonly Entry[] {
  const verb = property(from, action);
  const isDenied = verb.state === "known" && typeof verb.value === "string" && verb.value.toLowerCase() === "deny";
  return isDenied ? [] : [entry(from, verb)];
}

/** An entry whose verb is not known yet is unknown as a whole. */
function entry(from: Reading, verb: Reading): Entry {
  const of = verb.state === "unknown" ? verb : from;
  const cidrs = ["cidrBlock", "ipv6CidrBlock"].map((name) => property(of, name));
  return {
    protocol: property(of, "protocol"),
    from: property(of, "fromPort"),
    to: property(of, "toPort"),
    cidrs: [...new Map(cidrs.map((cidr) => [cidr.path, cidr])).values()].filter(
      (cidr) => cidr.state !== "known" || cidr.value !== "",
    ),
  };
}
