import { met, oneOf } from "../check.ts";
import { read } from "../property.ts";
import { resourceRule } from "../rule.ts";
import { ofPod, workloadTypes } from "./pod-spec.ts";

const account = "kubernetes:core/v1:ServiceAccount";

export const k8sServiceAccount = resourceRule({
  id: "k8s-service-account",
  types: [...workloadTypes, account],
  what: "A workload has a service account of its own, and a token of the Kubernetes API only where it says so.",
  why: "What the default account may do, every pod of the namespace may; and a token is worth stealing even where nobody uses it.",
  remedy:
    "Name serviceAccountName, set automountServiceAccountToken: false on the account, and on the pod what it needs: false, or true where it calls the API.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_K8S_38", "CKV_K8S_41", "CKV_K8S_42"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
  evaluate: (resource) => {
    if (resource.type === account) return oneOf(read(resource.props, "automountServiceAccountToken"), [false]);
    const name = ofPod(resource, "serviceAccountName");
    const token = ofPod(resource, "automountServiceAccountToken");
    // What is in the way of both is one finding.
    return [...met(name, ownAccount), ...(token.path === name.path ? [] : oneOf(token, [false, true]))];
  },
});

const ownAccount = {
  wanted: "an account of its own",
  meets: (value: unknown) => typeof value === "string" && value !== "" && value !== "default",
};
