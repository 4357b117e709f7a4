import * as assert from "node:assert/strict";
import {
  addonNames,
  addonVersionPattern,
  addonVersionsFor,
  knownKubernetesVersions,
} from "../../../components/cluster/addon-versions.ts";

describe("addonVersionsFor", () => {
  for (const kubernetes of knownKubernetesVersions) {
    it(`pins every add-on for Kubernetes ${kubernetes}`, () => {
      const versions = addonVersionsFor(kubernetes, {});
      assert.deepEqual(Object.keys(versions).sort(), [...addonNames].sort());
      for (const version of Object.values(versions)) {
        assert.match(version, addonVersionPattern);
      }
    });

    it(`gives Kubernetes ${kubernetes} the kube-proxy of its own version`, () => {
      assert.ok(addonVersionsFor(kubernetes, {})["kube-proxy"].startsWith(`v${kubernetes}.`));
    });
  }

  it("lets an environment choose another version", () => {
    const version = "v1.14.0-eksbuild.1";
    const versions = addonVersionsFor("1.34", { coredns: version });
    assert.equal(versions.coredns, version);
    assert.equal(versions["vpc-cni"], addonVersionsFor("1.34", {})["vpc-cni"]);
  });

  it("fails when the Kubernetes version has no row, naming what is missing and where it goes", () => {
    assert.throws(() => addonVersionsFor("1.99", { coredns: "v1.14.0-eksbuild.1" }), {
      message:
        /^Kubernetes 1\.99 has no add-on versions for eks-pod-identity-agent, kube-proxy, vpc-cni, aws-ebs-csi-driver, .*; known: 1\.34, 1\.35\. Add a row in components\/cluster\/addon-versions\.ts, or set cluster:addonVersions\.$/,
    });
  });
});
