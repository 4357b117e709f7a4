import { iamKafkaScoped } from "../../../policy/least-privilege/iam-kafka-scoped.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, policy, statementRow, violatingRows } from "./documents.ts";

const arn = (last: string): string => `arn:aws:kafka:eu-west-1:${account}:${last}`;
const connect = { Effect: "Allow", Action: "kafka-cluster:Connect", Resource: arn("cluster/dev-events/*") };
const write = { Effect: "Allow", Action: "kafka-cluster:WriteData", Resource: arn("topic/dev-events/*/iot.telemetry") };
const alter = { ...connect, Action: ["kafka-cluster:Connect", "kafka-cluster:AlterCluster"] };

/** What a client does with a kind of resource. */
function actionOn(last: string): string {
  const [kind] = last.split("/");
  const actions: Readonly<Record<string, string>> = { topic: "DescribeTopic", group: "DescribeGroup" };
  return `kafka-cluster:${actions[kind ?? ""] ?? "Connect"}`;
}

export const table: RuleTable = {
  rule: iamKafkaScoped,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    { kind: "compliant", title: "one topic of one cluster", change: { policy: policy(connect, write) }, findings: [] },
    statementRow("compliant", "topics by their prefix", {
      ...write,
      Action: "kafka-cluster:DescribeTopic",
      Resource: arn("topic/dev-events/*/iot.*"),
    }),
    ...violatingRows("every topic of a cluster", {
      ...connect,
      Action: "kafka-cluster:DescribeTopic",
      Resource: arn("topic/dev-events/*/*"),
    }),
    ...[
      "topic/*/*/*",
      "topic/*",
      "topic/*/0-1/iot.telemetry",
      "group/*",
      "group/dev-events/*/*",
      "cluster/*",
      "cluster/*/*",
      "*",
    ].map((last) =>
      statementRow("violation", `as ${last}`, { Effect: "Allow", Action: actionOn(last), Resource: arn(last) }),
    ),
    statementRow("violation", "all resources", { ...connect, Resource: "*" }, { also: ["iam-resource-star"] }),
    statementRow("violation", "to alter the cluster", alter),
    {
      kind: "violation",
      title: "to alter the cluster, by a pattern, for a role",
      type: "aws:iam/rolePolicy:RolePolicy",
      change: { role: "dev-collector", policy: policy({ ...alter, Action: "kafka-cluster:Alter*" }) },
      findings: ["fail policy.Statement[0]"],
    },
    {
      kind: "compliant",
      title: "to alter the cluster, for a role that administers it",
      type: "aws:iam/rolePolicy:RolePolicy",
      change: { role: "dev-kafka-admin", policy: policy(alter) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "to alter the cluster, for a role that configuration names",
      type: "aws:iam/rolePolicy:RolePolicy",
      change: { role: "dev-topics", policy: policy(alter) },
      settings: { administrators: ["*-topics"] },
      findings: [],
    },
    {
      kind: "violation",
      title: "to write without connecting",
      change: { policy: policy(write) },
      findings: ["advice policy"],
    },
    {
      kind: "unknown",
      title: "a topic not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [connect, { ...write, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[1]"],
    },
    {
      kind: "unknown",
      title: "to alter the cluster, for a role not known yet",
      type: "aws:iam/rolePolicy:RolePolicy",
      change: { role: notKnownYet, policy: policy(alter) },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
