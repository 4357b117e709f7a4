import * as assert from "node:assert/strict";
import { podIdentityTrust } from "../../../components/cluster/pod-identity.ts";

describe("podIdentityTrust", () => {
  it("lets in the pods of one service account, of one cluster, with their session tags", () => {
    const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
    const trust = podIdentityTrust(place, { clusterName: "test-platform", namespace: "ingestion", name: "collector" });
    assert.deepEqual((JSON.parse(trust) as { Statement: unknown }).Statement, [
      {
        Sid: "AssumedByPods",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-central-1:111111111111:cluster/test-platform",
            "aws:RequestTag/eks-cluster-name": "test-platform",
            "aws:RequestTag/kubernetes-namespace": "ingestion",
            "aws:RequestTag/kubernetes-service-account": "collector",
          },
        },
      },
    ]);
  });
});
