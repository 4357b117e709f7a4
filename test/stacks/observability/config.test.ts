import * as assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/observability/config.ts";

const messages = (grafana: object): readonly string[] =>
  parseSection(section, { "observability:grafana": JSON.stringify(grafana) }).problems.map(
    ({ key, message }) => `${key} ${message}`,
  );

describe("observability configuration", () => {
  it("has no Grafana and keeps metrics for 150 days by default", () => {
    assert.deepEqual(parseSection(section, {}).value, { metricsRetentionDays: 150 });
  });

  it("takes groups of IAM Identity Center", () => {
    assert.deepEqual(messages({ signIn: "AWS_SSO", groups: { ADMIN: ["group-1"] } }), []);
  });

  it("fails on groups where people sign in by SAML", () => {
    assert.deepEqual(messages({ signIn: "SAML", groups: { ADMIN: ["group-1"] } }), [
      'observability:grafana.groups = {"ADMIN":["group-1"]}: must be left out with SAML, where the role comes with the assertion; or set signIn to AWS_SSO',
    ]);
  });
});
