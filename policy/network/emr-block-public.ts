import { mustBe, mustBeWithin } from "../check.ts";
import { read } from "../property.ts";
import { advice, type Finding, stackRule } from "../rule.ts";
import { notLinked } from "../stack-links.ts";

const configuration = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration";

export const emrBlockPublic = stackRule({
  id: "emr-block-public",
  types: [configuration, "aws:emr/cluster:Cluster"],
  what: "EMR refuses clusters whose security groups are open to the Internet.",
  why: "EMR's own groups change with each cluster; the refusal holds for all of them, whoever starts one.",
  remedy:
    "Set blockPublicSecurityGroupRules: true on an aws.emr.BlockPublicAccessConfiguration, with no permitted range but port 22.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EMR.2"], checkov: ["CKV_AWS_390"] },
  url: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
  evaluate: ({ type, props }, stack) => {
    if (type === configuration)
      return [...mustBe(props, "blockPublicSecurityGroupRules", [true]), ...permittedRanges(props)];
    // One setting for the account and Region, so that the stack of a cluster seldom owns it: that it is not here is
    // advice. It is on where nobody changed it.
    return stack.some((other) => other.type === configuration)
      ? []
      : advice([notLinked(configuration, "there for every account and Region with EMR")]);
  },
});

/** EMR.2 allows port 22, which AWS's own default permits. */
function permittedRanges(props: Parameters<typeof read>[0]): readonly Finding[] {
  const ranges = "permittedPublicSecurityGroupRuleRanges";
  if (read(props, ranges).state === "absent") return [];
  return ["minRange", "maxRange"].flatMap((end) => mustBeWithin(props, `${ranges}[].${end}`, { least: 22, most: 22 }));
}
