import * as assert from "node:assert/strict";
import { clusterProvider } from "../../../components/kubernetes/cluster-provider.ts";
import { installMocks } from "../../support/index.ts";

const args = {
  clusterName: "test-platform",
  clusterArn: "arn:aws:eks:eu-central-1:111111111111:cluster/test-platform",
  region: "eu-central-1",
  endpoint: "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
  certificateAuthority: "UEVN",
};

describe("clusterProvider", () => {
  it("gets in with a token that the AWS CLI fetches at every use: no secret is kept", async () => {
    const mocks = installMocks();
    clusterProvider("kubernetes", args);
    await mocks.settle();
    const kubeconfig = JSON.parse(String(mocks.one("pulumi:providers:kubernetes").inputs.kubeconfig)) as {
      clusters: unknown[];
      users: { user: Record<string, unknown> }[];
    };
    assert.deepEqual(kubeconfig.clusters, [
      {
        name: "test-platform",
        cluster: { server: args.endpoint, "certificate-authority-data": args.certificateAuthority },
      },
    ]);
    const [{ user } = { user: {} }] = kubeconfig.users;
    assert.deepEqual(Object.keys(user), ["exec"]);
    assert.deepEqual(user.exec, {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["--region", "eu-central-1", "eks", "get-token", "--cluster-name", "test-platform", "--output", "json"],
      interactiveMode: "Never",
    });
  });

  it("is another provider only for another cluster", async () => {
    const mocks = installMocks();
    clusterProvider("kubernetes", args);
    await mocks.settle();
    assert.equal(mocks.one("pulumi:providers:kubernetes").inputs.clusterIdentifier, args.clusterArn);
  });
});
