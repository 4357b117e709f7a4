import { iamPodIdentityConditions } from "../../../policy/least-privilege/iam-pod-identity-conditions.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantRole } from "./documents.ts";
import { commonTrustRows, path, trustRow } from "./trusts.ts";

const tags: Readonly<Record<string, string>> = {
  "aws:RequestTag/eks-cluster-name": "dev-platform",
  "aws:RequestTag/kubernetes-namespace": "ingestion",
  "aws:RequestTag/kubernetes-service-account": "collector",
};

function trust(StringEquals: object, Action: unknown = ["sts:AssumeRole", "sts:TagSession"]): object {
  return { Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action, Condition: { StringEquals } };
}

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const finding = `fail ${path}.Statement[0]`;

export const table: RuleTable = {
  rule: iamPodIdentityConditions,
  compliant: {
    "aws:iam/role:Role": compliantRole,
    [association]: {
      clusterName: "dev-platform",
      namespace: "ingestion",
      serviceAccount: "collector",
      roleArn: "arn:aws:iam::111122223333:role/dev-collector",
      disableSessionTags: false,
    },
  },
  rows: [
    ...commonTrustRows,
    trustRow("compliant", "one service account of one cluster", trust(tags)),
    trustRow(
      "compliant",
      "the cluster by its ARN",
      trust({
        ...tags,
        "aws:RequestTag/eks-cluster-name": undefined,
        "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/dev-platform",
      }),
    ),
    ...Object.keys(tags).map((tag) =>
      trustRow("violation", `without ${tag}`, trust({ ...tags, [tag]: undefined }), finding),
    ),
    trustRow("violation", "any namespace", trust({ ...tags, "aws:RequestTag/kubernetes-namespace": "*" }), finding),
    trustRow("violation", "no session tags", trust(tags, "sts:AssumeRole"), finding),
    trustRow("violation", "no condition", { ...trust({}), Condition: undefined }, finding),
    ...valueRows("disableSessionTags", { bad: [true], absent: "passes", type: association }),
    {
      kind: "absent",
      title: "an association whose role is elsewhere",
      type: association,
      change: { disableSessionTags: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a service account not known yet",
      change: {
        [path]: {
          Version: "2012-10-17",
          Statement: [trust({ ...tags, "aws:RequestTag/kubernetes-service-account": notKnownYet })],
        },
      },
      findings: ["undecided assumeRolePolicy.Statement[0]"],
    },
  ],
};
