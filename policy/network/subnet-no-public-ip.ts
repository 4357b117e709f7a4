import { has, mustBe } from "../check.ts";
import { resourceRule, undecided } from "../rule.ts";

export const subnetNoPublicIp = resourceRule({
  id: "subnet-no-public-ip",
  types: ["aws:ec2/subnet:Subnet"],
  what: "Only a subnet that is tagged Tier=public gives its instances public addresses.",
  why: "An instance gets a public address by the subnet it is put into, and nobody has to ask for it.",
  remedy: 'Set mapPublicIpOnLaunch: false. On a subnet that is for public addresses set the tag Tier to "public".',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.15"], checkov: ["CKV_AWS_130"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
  evaluate: ({ props }) => {
    const findings = mustBe(props, "mapPublicIpOnLaunch", [false], "passes");
    const isPublic = has(props, "tags.Tier", ["public"]);
    if (findings.length === 0 || isPublic === true) return [];
    return isPublic === "unknown" ? findings.map((place) => undecided(place, place.wanted)) : findings;
  },
});
