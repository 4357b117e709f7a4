import { mustBe } from "../check.ts";
import { type Statement } from "../iam/document.ts";
import { all, allows, type Answer, any, boundBy, judgeStatements, namesAction, not } from "../iam/judge.ts";
import { roleType, trustDocument } from "../iam/trust.ts";
import { type Finding, type Resource, resourceRule } from "../rule.ts";

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** Tags that EKS sets on the session, each with a condition that binds it. */
const tags = ["kubernetes-namespace", "kubernetes-service-account", "eks-cluster-name"];

export const iamPodIdentityConditions = resourceRule({
  id: "iam-pod-identity-conditions",
  types: [roleType, association],
  what: "A role that EKS hands to pods names the cluster, namespace and service account that it is for.",
  why: "Without them, whoever may make an association in any cluster of the account gives any pod the role.",
  remedy:
    "Add StringEquals on aws:RequestTag/kubernetes-namespace, /kubernetes-service-account and /eks-cluster-name, and allow sts:TagSession; our WorkloadRole does. Leave disableSessionTags of the association out.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html",
  evaluate: (resource) =>
    resource.type === association
      ? mustBe(resource.props, "disableSessionTags", [false], "passes")
      : judgeTrust(resource),
});

function judgeTrust(role: Resource): readonly Finding[] {
  return judgeStatements(trustDocument(role), {
    found: "open to pods of more than one service account, or without sts:TagSession",
    wanted: "bound by conditions on the three tags, and for sts:TagSession, with which EKS sets them",
    breaks: (statement) =>
      all(
        allows(statement),
        forPods(statement),
        any(...tags.map((tag) => not(boundBy(statement, keysOf(tag)))), not(namesAction(statement, "sts:TagSession"))),
      ),
  });
}

/** The cluster's ARN says the cluster as well as its name does. */
function keysOf(tag: string): readonly string[] {
  return [tag, ...(tag === "eks-cluster-name" ? ["eks-cluster-arn"] : [])].map((name) => `aws:RequestTag/${name}`);
}

function forPods({ principals }: Statement): Answer {
  const named = principals.values.some(({ kind, value }) => kind === "Service" && value === "pods.eks.amazonaws.com");
  return named ? "yes" : principals.unknown ? "unknown" : "no";
}
