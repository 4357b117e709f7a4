import { met } from "../check.ts";
import { read, readEachOrAbsent } from "../property.ts";
import { fail, resourceRule } from "../rule.ts";

const wanted = "the subnets of a VPC";

export const opensearchInVpc = resourceRule({
  id: "opensearch-in-vpc",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  what: "A search domain lies in a VPC.",
  why: "Outside of a VPC its endpoint is on the Internet, and one access policy is all that guards it.",
  remedy: "Set vpcOptions { subnetIds, securityGroupIds }. A domain cannot move into a VPC later.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["Opensearch.2"], checkov: ["CKV_AWS_137"], cdkNag: ["OS1"] },
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
  evaluate: ({ props }) => {
    const subnets = read(props, "vpcOptions.subnetIds");
    if (subnets.state === "unknown") return [];
    if (subnets.state === "known" && !subnets.misshapen && !Array.isArray(subnets.value))
      return [fail(subnets, "no list", wanted)];
    return readEachOrAbsent(props, "vpcOptions.subnetIds[]")
      .filter(({ state }) => state !== "unknown")
      .flatMap((subnet) => met(subnet, { wanted, meets: (id) => typeof id === "string" && id !== "" }));
  },
});
