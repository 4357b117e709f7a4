import * as assert from "node:assert/strict";
import { section } from "../../../stacks/cluster/config.ts";
import { parseSection } from "../../../stacks/config.ts";

const group = { name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 };

const raw = (groups: readonly object[], more: Record<string, string> = {}): Record<string, string> => ({
  "cluster:version": "1.34",
  "cluster:autoscaler": "karpenter",
  "cluster:nodeGroups": JSON.stringify(groups),
  ...more,
});

/** Key and what is allowed, without the value in between. */
const problems = (given: Record<string, string>): readonly (readonly [string, string | undefined])[] =>
  parseSection(section, given).problems.map(({ key, message }) => [key, message.split(": ").slice(1).join(": ")]);

describe("cluster configuration", () => {
  it("is private, resilient and in standard support by default, with pod identity and plain nodes", () => {
    const { value } = parseSection(section, raw([group]));
    assert.deepEqual(value, {
      version: "1.34",
      nodeGroups: [
        {
          ...group,
          diskSizeGiB: 50,
          system: "al2023",
          capacity: "on-demand",
          labels: {},
          taints: [],
          maxUnavailablePercentage: 33,
        },
      ],
      autoscaler: "karpenter",
      workloadIdentity: "pod-identity",
      access: [],
      publicAccessCidrs: [],
      privateAccessCidrs: [],
      addonVersions: {},
      containerInsights: true,
      zonalShift: true,
      supportType: "STANDARD",
      controlPlaneTier: "standard",
      alarms: { exclude: {}, thresholds: {} },
    });
  });

  it("never chooses an autoscaler by itself", () => {
    const without = raw([group]);
    delete without["cluster:autoscaler"];
    assert.deepEqual(
      parseSection(section, without).problems.map(({ key, message }) => [key, message]),
      [["cluster:autoscaler", "is missing: must be one of karpenter, cluster-autoscaler, auto-mode, none"]],
    );
  });

  it("takes no node group where Auto Mode makes the nodes, and asks for one elsewhere", () => {
    assert.deepEqual(problems(raw([], { "cluster:autoscaler": "auto-mode" })), []);
    assert.deepEqual(problems(raw([])), [
      ["cluster:nodeGroups", "must hold at least one group without taints: add-ons need nodes to run on"],
    ]);
  });

  it("fails when an access entry could do nothing, or names no role", () => {
    const entry = { name: "nobody", principalArn: "arn:aws:iam::111111111111:role/nobody" };
    assert.deepEqual(problems(raw([group], { "cluster:access": JSON.stringify([entry]) })), [
      ["cluster:access.0", "nobody has neither policies nor groups, and could do nothing"],
    ]);
    const account = { ...entry, principalArn: "arn:aws:iam::111111111111:root", groups: ["on-call"] };
    assert.deepEqual(problems(raw([group], { "cluster:access": JSON.stringify([account]) })), [
      ["cluster:access.0.principalArn", "must be the ARN of an IAM role or user"],
    ]);
  });

  it("fails when an add-on is none of ours, or its version none of EKS's", () => {
    assert.deepEqual(problems(raw([group], { "cluster:addonVersions": '{"coredns":"1.13.2"}' })), [
      ["cluster:addonVersions.coredns", "must be a version of an EKS add-on like v1.21.1-eksbuild.7"],
    ]);
  });

  it("fails when a node group mixes architectures", () => {
    assert.deepEqual(problems(raw([{ ...group, instanceTypes: ["m7g.large", "m7i.large"] }])), [
      [
        "cluster:nodeGroups.0.instanceTypes",
        "m7g.large (arm64), m7i.large (x86_64) need different images; allowed in one node group: instance types of one architecture",
      ],
    ]);
  });

  it("fails when there are more nodes at least than at most", () => {
    assert.deepEqual(problems(raw([{ ...group, minNodes: 5 }])), [
      ["cluster:nodeGroups.0.maxNodes", "4 is below minNodes; allowed: 5 or more"],
    ]);
  });

  it("fails when two node groups have one name", () => {
    assert.deepEqual(problems(raw([group, group])), [["cluster:nodeGroups", "must not hold one name twice"]]);
  });

  it("fails when the API server would answer the whole Internet", () => {
    assert.deepEqual(problems(raw([group], { "cluster:publicAccessCidrs": '["0.0.0.0/0"]' })), [
      ["cluster:publicAccessCidrs.0", "must not be the whole Internet; name the blocks of your own network"],
    ]);
  });

  it("fails on a Kubernetes version whose add-on versions nobody gave", () => {
    assert.deepEqual(
      problems(raw([group], { "cluster:version": "1.20" })).map(([key]) => key),
      ["cluster:version"],
    );
  });
});
