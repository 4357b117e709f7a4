import { has, mustBe, oncePerPlace } from "../check.ts";
import { type Properties, read, readEachOrAbsent, shown } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";
import { isWorld } from "./traffic.ts";

const publicAccess = "vpcConfig.endpointPublicAccess";
const wanted = "blocks that you know, or no public endpoint";

export const eksEndpointPrivate = resourceRule({
  id: "eks-endpoint-private",
  types: ["aws:eks/cluster:Cluster"],
  what: "The Kubernetes API is reached from inside the VPC, and from outside by known addresses only.",
  why: "AWS's default is an endpoint that the whole Internet may try credentials on.",
  remedy:
    "Set vpcConfig { endpointPrivateAccess: true, endpointPublicAccess: false }, or list your own blocks in publicAccessCidrs.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EKS.1"], checkov: ["CKV_AWS_38", "CKV_AWS_39"], cdkNag: ["EKS1"] },
  url: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  evaluate: ({ props }) =>
    oncePerPlace([...mustBe(props, "vpcConfig.endpointPrivateAccess", [true]), ...publicEndpoint(props)]),
});

/** Blocks count only beside a public endpoint: AWS keeps 0.0.0.0/0 in the list of a cluster that has none. */
function publicEndpoint(props: Properties): readonly Finding[] {
  const isPrivate = has(props, publicAccess, [false]);
  if (isPrivate === true) return [];
  if (isPrivate === "unknown") return [undecided({ path: publicAccess }, wanted)];
  return readEachOrAbsent(props, "vpcConfig.publicAccessCidrs[]").flatMap((cidr) => {
    if (cidr.state === "unknown") return [undecided(cidr, wanted)];
    if (cidr.state === "absent") return [fail(read(props, publicAccess), "open to everybody", wanted)];
    return cidr.misshapen || isWorld(cidr.value) ? [fail(cidr, shown(cidr.value), wanted)] : [];
  });
}
