import { met } from "../check.ts";
import { read, readEachOrAbsent } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const eksNodeNoSsh = resourceRule({
  id: "eks-node-no-ssh",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  what: "SSH to EKS nodes, where there is any, is open to named security groups only.",
  why: "With a key and no source groups EKS opens port 22 of every node to the Internet.",
  remedy:
    "Leave remoteAccess out and use Session Manager; or name sourceSecurityGroupIds beside ec2SshKey. NodeGroup has no keys.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_100"] },
  url: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html",
  evaluate: ({ props }) => {
    const key = read(props, "remoteAccess.ec2SshKey");
    if (key.state === "absent" || (key.state === "known" && key.value === "")) return [];
    const wanted = "the security groups that may use SSH";
    // A key that is not known yet is a key, and so is a group.
    return readEachOrAbsent(props, "remoteAccess.sourceSecurityGroupIds[]")
      .filter(({ state }) => state !== "unknown")
      .flatMap((group) => met(group, { wanted, meets: (id) => typeof id === "string" && id !== "" }));
  },
});
