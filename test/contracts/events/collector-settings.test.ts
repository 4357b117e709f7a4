import assert from "node:assert/strict";
import { type CollectorSettingsFile, collectorSettings } from "../../../contracts/events/collector-settings.ts";

const file: CollectorSettingsFile = {
  environment: "test",
  authentication: { by: "mtls", at: "load-balancer" },
  kafka: { bootstrapBrokers: "b-1.test:9098", authentication: { by: "iam", region: "eu-central-1" } },
  personalData: { tokenKeyArn: "arn:aws:kms:::key/1", bucket: "pii", kmsKeyArn: "arn:aws:kms:::key/2" },
  quarantine: { bucket: "quarantine", kmsKeyArn: "arn:aws:kms:::key/2" },
};

const problems = (wrong: object): readonly string[] =>
  collectorSettings.safeParse({ ...file, ...wrong }).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("collector settings", () => {
  it("need no more than who devices are, the brokers and where personal data goes", () => {
    const { port, internalPort, limits, drainSeconds } = collectorSettings.parse(file);
    assert.deepEqual([port, internalPort, limits.eventsPerRequest, drainSeconds], [8443, 9443, 10_000, 25]);
  });

  it("know the authorities of devices where TLS ends at the collector", () => {
    assert.deepEqual(problems({ authentication: { by: "mtls", at: "collector" } }), ["authentication"]);
    assert.deepEqual(
      problems({ authentication: { by: "mtls", at: "collector", authoritiesFile: "/etc/collector/tls/ca.crt" } }),
      [],
    );
  });

  it("take no key that there is not, so that a misspelt one is seen before it runs", () => {
    assert.deepEqual(problems({ drainSecs: 5 }), [""]);
  });
});
