import * as assert from "node:assert/strict";
import { ExternalSecrets } from "../../../components/kubernetes/external-secrets.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args = { place, clusterName: "test-platform", namespace: "platform-system", keyAlias: "alias/test-secrets" };

describe("ExternalSecrets", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const resourcesOfPolicy = (): readonly unknown[] => {
    const { policy } = mocks.one("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string; Resource: unknown }[] };
    return Statement.filter(({ Sid }) => Sid === "ReadSecretsUnderPrefix").map(({ Resource }) => Resource);
  };

  it("reads the environment's secrets for Kubernetes and no others", async () => {
    new ExternalSecrets("secrets", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(resourcesOfPolicy(), [
      "arn:aws:secretsmanager:eu-central-1:111111111111:secret:test-kubernetes/*",
    ]);
  });

  it("reads under another prefix", async () => {
    const { prefix } = new ExternalSecrets("secrets", { ...args, prefix: "test-shared/" }, recorded.options);
    await mocks.settle();
    assert.equal(prefix, "test-shared/");
    assert.deepEqual(resourcesOfPolicy(), ["arn:aws:secretsmanager:eu-central-1:111111111111:secret:test-shared/*"]);
  });

  it("has no store that all namespaces share, and writes nothing back", async () => {
    new ExternalSecrets("secrets", args, recorded.options);
    await mocks.settle();
    const values = mocks.one("kubernetes:helm.sh/v3:Release").inputs.values as Record<string, unknown>;
    assert.deepEqual([values.processClusterStore, values.processPushSecret], [false, false]);
  });

  it("fails when its prefix is no folder", () => {
    assert.throws(
      () => new ExternalSecrets("secrets", { ...args, prefix: "test" }),
      /ExternalSecrets secrets: prefix = "test" must be the start of secret names that ends in a slash/,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ExternalSecrets("one", args, recorded.options);
    new ExternalSecrets("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
