import { mustBe } from "../check.ts";
import { read, textOf } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const association = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

export const eksAccessLeast = resourceRule({
  id: "eks-access-least",
  types: ["aws:eks/cluster:Cluster", association],
  what: "People and pipelines get into a cluster by access entries, for namespaces, and nobody by having made it.",
  why: "An administrator of the whole cluster reads every secret and becomes every workload; the maker's rights show in no list, and a config map is edited past AWS.",
  remedy:
    'Set accessConfig to { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }, and associate AmazonEKSAdminPolicy or less with accessScope { type: "namespace" }.',
  severity: "medium",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html",
  evaluate: (resource) =>
    resource.type === association
      ? judgeAssociation(resource)
      : [
          ...mustBe(resource.props, "accessConfig.authenticationMode", ["API", "API_AND_CONFIG_MAP"]),
          // AWS's default is true.
          ...mustBe(resource.props, "accessConfig.bootstrapClusterCreatorAdminPermissions", [false]),
        ],
});

function judgeAssociation({ props }: Resource): readonly Finding[] {
  const wanted = "for namespaces, or a lesser policy";
  const arn = read(props, "policyArn");
  const scope = read(props, "accessScope.type");
  const isAdmin = arn.state === "unknown" ? "unknown" : textOf(arn).endsWith("ClusterAdminPolicy");
  const isWide = scope.state === "unknown" ? "unknown" : scope.state !== "known" || scope.value !== "namespace";
  if (isAdmin === false || isWide === false) return [];
  return isAdmin === "unknown" || isWide === "unknown"
    ? [undecided(isAdmin === "unknown" ? arn : scope, wanted)]
    : [fail(scope, "an administrator of the whole cluster", wanted)];
}
