import assert from "node:assert/strict";
import { GrafanaWorkspace, type GrafanaWorkspaceArgs } from "../../../components/observability/grafana-workspace.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: GrafanaWorkspaceArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/metrics",
  alertsKeyAlias: "alias/test-alerts",
  version: "10.4",
  signIn: "AWS_SSO",
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
};

describe("GrafanaWorkspace", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("has unified alerting to SNS, and no plugins added by hand", async () => {
    new GrafanaWorkspace("grafana", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:grafana/workspace:Workspace");
    assert.deepEqual(JSON.parse(String(inputs.configuration)), {
      plugins: { pluginAdminEnabled: false },
      unifiedAlerting: { enabled: true },
    });
    assert.deepEqual([inputs.notificationDestinations, inputs.permissionType], [["SNS"], "CUSTOMER_MANAGED"]);
  });

  it("reads the environment's metrics alone, and publishes to the alert topics alone", async () => {
    new GrafanaWorkspace("grafana", args, recorded.options);
    await mocks.settle();
    const { Statement } = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: { Sid: string; Resource: string | string[]; Condition?: object }[];
    };
    const metrics = Statement.find(({ Sid }) => Sid === "ReadMetrics");
    assert.deepEqual(metrics?.Condition, { StringEquals: { "aws:ResourceTag/Environment": "test" } });
    const topics = Statement.flatMap(({ Resource }) => Resource).filter((arn) => arn.includes(":sns:"));
    assert.deepEqual(
      topics.map((arn) => arn.split(":").at(-1)),
      ["test-alerts-critical", "test-alerts-info", "test-alerts-warning"],
    );
  });

  it("lets nobody in by default, and groups by role where they are named", async () => {
    new GrafanaWorkspace("grafana", { ...args, groups: { ADMIN: ["group-1"], VIEWER: [] } }, recorded.options);
    await mocks.settle();
    const associations = mocks.ofType("aws:grafana/roleAssociation:RoleAssociation");
    assert.deepEqual(
      associations.map(({ inputs }) => [inputs.role, inputs.groupIds]),
      [["ADMIN", ["group-1"]]],
    );
  });

  it("refuses groups where roles come by SAML", () => {
    assert.throws(
      () => new GrafanaWorkspace("grafana", { ...args, signIn: "SAML", groups: { ADMIN: ["g"] } }, recorded.options),
      /observability:grafana\.groups/,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new GrafanaWorkspace("one", args, recorded.options);
    new GrafanaWorkspace("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
