import * as assert from "node:assert/strict";
import { defaultNodePool } from "../../../components/kubernetes/node-pool.ts";
import { section } from "../../../stacks/cluster-services/config.ts";
import { parseSection } from "../../../stacks/config.ts";

const problems = (namespaces: readonly object[]): readonly string[] =>
  parseSection(section, { "cluster-services:namespaces": JSON.stringify(namespaces) }).problems.map(
    ({ key, message }) => `${key} ${message.split(": ").slice(1).join(": ")}`,
  );

describe("cluster-services configuration", () => {
  it("has the collector's namespace with a quota by default", () => {
    assert.deepEqual(parseSection(section, {}).value?.namespaces, [
      { name: "ingestion", quota: { cpu: "8", memory: "16Gi", pods: 50, loadBalancers: 0 } },
    ]);
  });

  it("completes the quota of a namespace", () => {
    const { value } = parseSection(section, {
      "cluster-services:namespaces": JSON.stringify([{ name: "reports", quota: { pods: 5 } }]),
    });
    assert.deepEqual(value?.namespaces, [
      { name: "reports", quota: { cpu: "8", memory: "16Gi", pods: 5, loadBalancers: 0 } },
    ]);
  });

  it("has every controller by default, and waits half an hour for a drain", () => {
    const { value } = parseSection(section, {});
    assert.deepEqual(
      [value?.loadBalancerController, value?.externalSecrets, value?.logShipping, value?.drainTimeoutMinutes],
      [true, true, true, 30],
    );
    assert.deepEqual(value?.nodePool, defaultNodePool);
  });

  it("fails when Karpenter could not launch a node like that", () => {
    const nodePool = { image: "ubuntu@latest", maxCpus: 0 };
    assert.deepEqual(
      parseSection(section, { "cluster-services:nodePool": JSON.stringify(nodePool) }).problems.map(({ key }) => key),
      ["cluster-services:nodePool.image", "cluster-services:nodePool.maxCpus"],
    );
  });

  it("fails when a namespace is Kubernetes's or the platform's own", () => {
    for (const name of ["default", "kube-system", "platform-system"]) {
      assert.deepEqual(problems([{ name }]), [
        "cluster-services:namespaces.0.name must not be default nor start with kube- or platform-, which are Kubernetes's and the platform's own",
      ]);
    }
  });

  it("fails when two namespaces have one name, and when a quota is no quantity", () => {
    assert.deepEqual(problems([{ name: "a" }, { name: "a" }]), [
      "cluster-services:namespaces must not hold one name twice",
    ]);
    assert.deepEqual(problems([{ name: "a", quota: { memory: "much" } }]), [
      "cluster-services:namespaces.0.quota.memory must be a Kubernetes quantity like 500m, 4 or 8Gi",
    ]);
  });
});
