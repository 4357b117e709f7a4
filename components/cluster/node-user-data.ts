import { type NodeSystem } from "./ami-type.ts";

/**
 * What a node is told before its kubelet starts, in base64: how many pods it takes. EKS adds what joins it to the cluster.
 *
 * The number is said because the images would compute it from single addresses, and the CNI hands out prefixes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html (user data of Amazon Linux 2023)
 * @see https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/ (settings of Bottlerocket)
 */
export function nodeUserData(system: NodeSystem, maxPods: number): string {
  return Buffer.from(system === "bottlerocket" ? bottlerocket(maxPods) : amazonLinux(maxPods)).toString("base64");
}

/** A MIME document of several parts, though it has one: EKS appends its own. */
function amazonLinux(maxPods: number): string {
  return [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="//"',
    "",
    "--//",
    "Content-Type: application/node.eks.aws",
    "",
    "---",
    "apiVersion: node.eks.aws/v1alpha1",
    "kind: NodeConfig",
    "spec:",
    "  kubelet:",
    "    config:",
    `      maxPods: ${maxPods}`,
    "",
    "--//--",
    "",
  ].join("\n");
}

function bottlerocket(maxPods: number): string {
  return ["[settings.kubernetes]", `max-pods = ${maxPods}`, ""].join("\n");
}
