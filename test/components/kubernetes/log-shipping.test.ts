import * as assert from "node:assert/strict";
import { LogShipping } from "../../../components/kubernetes/log-shipping.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  namespace: "platform-logging",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  retentionDays: 90,
};

describe("LogShipping", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("writes to an encrypted log group of ours, which is there first, and makes none itself", async () => {
    const { logGroupName } = new LogShipping("logs", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual([inputs.name, inputs.kmsKeyId, inputs.retentionInDays], [logGroupName, args.logsKeyArn, 90]);
    const values = mocks.one("kubernetes:helm.sh/v3:Release").inputs.values as {
      cloudWatchLogs: Record<string, unknown>;
    };
    assert.deepEqual(
      [values.cloudWatchLogs.logGroupName, values.cloudWatchLogs.autoCreateGroup],
      ["/aws/eks/test-platform/pods", false],
    );
    assert.ok(
      recorded
        .dependenciesOf("platform:kubernetes:ChartRelease", "logs")
        .includes("aws:cloudwatch/logGroup:LogGroup logs-logs"),
    );
  });

  it("may write to that group and do nothing else", async () => {
    new LogShipping("logs", args, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Action: unknown; Resource: unknown }[] };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/eks/test-platform/pods:*",
        ],
      ],
    );
  });

  it("mounts nothing of the node but its log folder, and takes every privilege away", async () => {
    new LogShipping("logs", args, recorded.options);
    await mocks.settle();
    const values = mocks.one("kubernetes:helm.sh/v3:Release").inputs.values as {
      volumes: { hostPath: unknown }[];
      containerSecurityContext: Record<string, unknown>;
    };
    assert.deepEqual(
      values.volumes.map(({ hostPath }) => hostPath),
      [{ path: "/var/log" }],
    );
    assert.deepEqual(values.containerSecurityContext.capabilities, { drop: ["ALL"] });
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new LogShipping("one", args, recorded.options);
    new LogShipping("two", { ...args, clusterName: "other" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
