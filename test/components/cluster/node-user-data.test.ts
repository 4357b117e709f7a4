import * as assert from "node:assert/strict";
import { nodeUserData } from "../../../components/cluster/node-user-data.ts";

const text = (userData: string): string => Buffer.from(userData, "base64").toString();

describe("nodeUserData", () => {
  it("is a MIME document with a NodeConfig for Amazon Linux, to which EKS can append its own", () => {
    assert.equal(
      text(nodeUserData("al2023", 110)),
      [
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
        "      maxPods: 110",
        "",
        "--//--",
        "",
      ].join("\n"),
    );
  });

  it("is TOML for Bottlerocket", () => {
    assert.equal(text(nodeUserData("bottlerocket", 110)), "[settings.kubernetes]\nmax-pods = 110\n");
  });
});
