import * as assert from "node:assert/strict";
import { irsaTrust } from "../../../components/cluster/irsa.ts";

describe("irsaTrust", () => {
  it("lets in the pods of one service account, by the issuer of one cluster, with a token for IAM", () => {
    const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
    const serviceAccount = { clusterName: "test-platform", namespace: "ingestion", name: "collector" };
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABCD";
    const trust = irsaTrust(place, serviceAccount, issuer);
    assert.deepEqual((JSON.parse(trust) as { Statement: unknown }).Statement, [
      {
        Sid: "AssumedByPods",
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${issuer}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: "sts.amazonaws.com",
            [`${issuer}:sub`]: "system:serviceaccount:ingestion:collector",
          },
        },
      },
    ]);
  });
});
