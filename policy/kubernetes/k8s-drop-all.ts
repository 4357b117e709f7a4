import { lists, oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, listWithin, within, workloadTypes } from "./pod-spec.ts";

export const k8sDropAll = resourceRule({
  id: "k8s-drop-all",
  types: workloadTypes,
  what: "A container drops all capabilities of Linux, and takes back none but the allowed ones.",
  why: "A container keeps a dozen of root's capabilities where nothing is said, raw sockets and changing owners among them.",
  remedy: 'Set securityContext.capabilities: { drop: ["ALL"] } on every container, as restrictedContainer does.',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_28", "CKV_K8S_37"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  settings: {
    capabilities: {
      what: "Capabilities that a container may take back.",
      schema: { type: "array", items: { type: "string" } },
      // The one that the restricted Pod Security Standard lets through.
      default: ["NET_BIND_SERVICE"],
    },
  },
  evaluate: (workload, { capabilities }) =>
    containersOf(workload).flatMap((container) => {
      const drop = within(container, "securityContext.capabilities.drop");
      const added = listWithin(container, "securityContext.capabilities.add").filter(({ path }) => path !== drop.path);
      return [...lists(drop, ["ALL"]), ...added.flatMap((capability) => oneOf(capability, capabilities))];
    }),
});
