import assert from "node:assert/strict";
import { type PolicyCheck } from "../../../cli/policy/check.ts";
import { asSarif } from "../../../cli/report/sarif.ts";
import { message } from "../../../policy/message.ts";
import { imdsv2 } from "../../../policy/network/imdsv2.ts";
import { type PolicyFinding } from "../../../policy/outcome.ts";
import { registry } from "../../../policy/registry.ts";

const urn = "urn:pulumi:dev::cluster::aws:ec2/launchTemplate:LaunchTemplate::nodes";
const exemption = { urn: "*", reason: "until they move", owner: "cluster", expires: "2030-01-01" };

function finding(path: string, outcome: "fail" | "undecided" = "fail", exempted = false): PolicyFinding {
  const text = message(imdsv2, { outcome, path, found: "absent", wanted: "set" }, exempted ? exemption : undefined);
  return { rule: "imdsv2", urn, path, message: text };
}

const check: PolicyCheck = {
  environment: "dev",
  of: "plan",
  phases: [
    {
      step: "cluster",
      policy: {
        passed: 1,
        failed: [finding("a")],
        undecided: [finding("b", "undecided")],
        advisory: [finding("c"), { rule: "blue-buckets", urn, message: "Of another pack." }],
        exempted: [finding("d", "fail", true)],
        evaluated: true,
      },
      errors: [],
    },
    { step: "lake", errors: ["not previewed"] },
  ],
  exemptions: [],
};

/** What the format's schema requires of the parts that are written here. */
interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Descriptor[] } };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
    }[];
    readonly results: readonly Result[];
  }[];
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}

describe("SARIF of a policy check", () => {
  const log = asSarif(check) as Log;
  const [run, ...others] = log.runs;
  const results = run?.results ?? [];
  const rules = run?.tool.driver.rules ?? [];

  it("is one run of the format's version 2.1.0, with every rule described", () => {
    assert.equal(log.version, "2.1.0");
    assert.deepEqual(others, []);
    assert.equal(run?.tool.driver.name, "event-platform-policy");
    assert.equal(new Set(rules.map(({ id }) => id)).size, Object.values(registry).flat().length);
    for (const { id, shortDescription, fullDescription, help, helpUri, defaultConfiguration } of rules) {
      for (const { text } of [shortDescription, fullDescription, help]) assert.match(text, /\w/, id);
      assert.equal(new URL(helpUri).protocol, "https:", id);
      assert.ok(["error", "note"].includes(defaultConfiguration.level), id);
    }
  });

  it("has a result per finding, at its level, with its rule", () => {
    assert.deepEqual(
      results.map(({ ruleId, level }) => `${ruleId} ${level}`),
      ["imdsv2 error", "imdsv2 warning", "imdsv2 note", "blue-buckets note", "imdsv2 note"],
    );
    const [first] = results;
    assert.equal(rules[first?.ruleIndex ?? -1]?.id, "imdsv2");
    assert.equal(first?.message.text, "nodes: a is absent; must be set.");
    assert.equal("ruleIndex" in (results[3] ?? {}), false, "the rule of another pack is not described");
  });

  it("says where: the resource by its URN, the phase's program as its file", () => {
    for (const { locations } of results) {
      assert.equal(locations.length, 1);
      assert.equal(locations[0]?.logicalLocations[0]?.fullyQualifiedName, urn);
      assert.equal(locations[0].physicalLocation.artifactLocation.uri, "stacks/cluster/index.ts");
    }
  });

  it("knows a finding again by rule, resource and path", () => {
    const prints = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    assert.equal(new Set(prints).size, results.length);
    assert.deepEqual((asSarif(check) as Log).runs[0]?.results, results);
  });

  it("says what could not be judged, which no result would", () => {
    assert.equal(run?.invocations[0]?.executionSuccessful, false);
    assert.deepEqual(
      run.invocations[0].toolExecutionNotifications.map((one) => one.message.text),
      ["lake: not previewed"],
    );
    const judged = { ...check, phases: check.phases.filter(({ errors }) => errors.length === 0) };
    assert.equal((asSarif(judged) as Log).runs[0]?.invocations[0]?.executionSuccessful, true);
  });

  it("suppresses what is exempted, with who answers for it until when", () => {
    assert.deepEqual(results.at(-1)?.suppressions, [
      {
        kind: "external",
        status: "accepted",
        justification: "Exempted until 2030-01-01 by cluster (until they move)",
      },
    ]);
    assert.equal(results.filter(({ suppressions }) => suppressions !== undefined).length, 1);
  });
});
