import assert from "node:assert/strict";
import { environments as allEnvironments } from "../../stacks/platform-config.ts";
import { type Manifest, manifestsOf } from "./manifests.ts";
import { plannedResources } from "./planned.ts";
import { noSchema, schemaProblems } from "./schemas.ts";

// `test` is what a program's own tests are configured with; nobody deploys it.
const environments = allEnvironments.filter((environment) => environment !== "test");

/** Kinds that controllers define, by group: they bring their definitions with their charts, which are not fetched here. */
const ofControllers = [
  "elbv2.k8s.aws/v1beta1 TargetGroupBinding",
  "external-secrets.io/v1 ExternalSecret",
  "external-secrets.io/v1 SecretStore",
  "karpenter.k8s.aws/v1 EC2NodeClass",
  "karpenter.sh/v1 NodePool",
];

/** One thing that is wrong with an object of a kind, and what the schema says of it. */
const mutations: readonly { kind: string; wrong: string; change: (spec: Spec) => void; says: RegExp }[] = [
  {
    kind: "Deployment",
    wrong: "a property that there is not",
    change: (spec) => (spec.replicaCount = 3),
    says: /^spec: .*'replicaCount' was unexpected/,
  },
  {
    kind: "Deployment",
    wrong: "no selector",
    change: (spec) => delete spec.selector,
    says: /^spec: 'selector' is a required property/,
  },
  {
    kind: "HorizontalPodAutoscaler",
    wrong: "a number that is text",
    change: (spec) => (spec.maxReplicas = "six"),
    says: /^spec\.maxReplicas: 'six' is not of type 'integer'/,
  },
  {
    kind: "NetworkPolicy",
    wrong: "one type that is no list",
    change: (spec) => (spec.policyTypes = "Ingress"),
    says: /^spec\.policyTypes: 'Ingress' is not of type 'array'/,
  },
];

type Spec = Record<string, unknown>;

describe("planned Kubernetes objects under the official schemas", function () {
  this.timeout(1_800_000);
  const manifests = new Map<string, readonly Manifest[]>();
  const versions = new Map<string, string>();

  before(async () => {
    for (const environment of environments) {
      const planned = await plannedResources(environment);
      manifests.set(environment, manifestsOf(planned));
      const cluster = planned.find(({ type }) => type === "aws:eks/cluster:Cluster");
      versions.set(environment, String(cluster?.inputs.version));
    }
  });

  const problems = (environment: string, objects: readonly Manifest[]): Promise<Readonly<Record<string, string>>> =>
    schemaProblems(
      versions.get(environment) ?? "",
      Object.fromEntries(objects.map(({ urn, object }) => [urn, object])),
    );

  for (const environment of environments) {
    describe(`of ${environment}`, () => {
      let found: Readonly<Record<string, string>> = {};
      const all = (): readonly Manifest[] => manifests.get(environment) ?? [];

      before(async () => {
        found = await problems(environment, all());
      });

      it("fit those of its cluster's version", () => {
        assert.match(versions.get(environment) ?? "", /^1\.\d+$/);
        assert.ok(all().length > 20, `only ${all().length} objects`);
        const wrong = Object.entries(found).filter(([, problem]) => problem !== noSchema);
        assert.deepEqual(wrong, []);
      });

      it("have none only where a controller defines the kind", () => {
        const unjudged = all().filter(({ urn }) => found[urn] === noSchema);
        const kinds = new Set(unjudged.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
        assert.deepEqual(
          [...kinds].filter((kind) => !ofControllers.includes(kind)),
          [],
        );
      });
    });
  }

  it("have no controller's kind listed that no environment has", () => {
    const planned = new Set([...manifests.values()].flat().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
    assert.deepEqual(
      ofControllers.filter((kind) => !planned.has(kind)),
      [],
    );
  });

  for (const { kind, wrong, change, says } of mutations) {
    it(`would not pass a ${kind} with ${wrong}`, async () => {
      const manifest = manifests.get("prod")?.find((one) => one.kind === kind);
      assert.ok(manifest, `prod has no ${kind}`);
      const object = structuredClone(manifest.object) as { spec: Spec };
      change(object.spec);
      const { [manifest.urn]: problem } = await problems("prod", [{ ...manifest, object }]);
      assert.match(problem ?? "", says);
    });
  }
});
