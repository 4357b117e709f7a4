import { iamRolePerWorkload } from "../../../policy/least-privilege/iam-role-per-workload.ts";
import { notKnownYet, type Other, removed, type Row, type RuleTable } from "../table.ts";

const lambda = "aws:lambda/function:Function";
const task = "aws:ecs/taskDefinition:TaskDefinition";
const job = "aws:glue/job:Job";
const arn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

const role: Other = { name: "role", type: "aws:iam/role:Role", props: { name: "dev-shared" } };
const jobWith = (roleArn: unknown): Other => ({ type: job, props: { roleArn } });

function row(kind: Row["kind"], title: string, more: Partial<Row>, ...findings: readonly string[]): Row {
  return { kind, title, ...more, findings };
}

export const table: RuleTable = {
  rule: iamRolePerWorkload,
  compliant: {
    [lambda]: { role: arn("dev-function") },
    [task]: { taskRoleArn: arn("dev-task"), executionRoleArn: arn("dev-agent") },
    [job]: { roleArn: arn("dev-job") },
  },
  rows: [
    row("compliant", "a role of its own", { others: [jobWith(arn("dev-other-job"))] }),
    row("compliant", "two functions with a role", { others: [{ type: lambda, props: { role: arn("dev-function") } }] }),
    row(
      "violation",
      "the role of a job",
      { change: { role: arn("dev-a") }, others: [jobWith(arn("dev-a"))] },
      "advice role",
    ),
    row(
      "violation",
      "the role of a job, not known yet",
      {
        change: { role: notKnownYet },
        dependsOn: { role: "role" },
        others: [role, { ...jobWith(notKnownYet), dependsOn: { roleArn: "role" } }],
      },
      "advice role",
    ),
    row(
      "violation",
      "the role of a function",
      { type: job, change: { roleArn: arn("dev-b") }, others: [{ type: lambda, props: { role: arn("dev-b") } }] },
      "advice roleArn",
    ),
    row(
      "violation",
      "the agent's role is a function's",
      {
        type: task,
        change: { executionRoleArn: arn("dev-c") },
        others: [{ type: lambda, props: { role: arn("dev-c") } }],
      },
      "advice executionRoleArn",
    ),
    row(
      "violation",
      "one role for task and agent",
      { type: task, change: { taskRoleArn: arn("dev-d"), executionRoleArn: arn("dev-d") } },
      "fail taskRoleArn",
    ),
    row("absent", "a task without rights", { type: task, change: { taskRoleArn: removed } }),
    row("unknown", "a role not known yet, of nobody else", {
      change: { role: notKnownYet },
      dependsOn: { role: "role" },
      others: [role, jobWith(notKnownYet)],
    }),
    row("wrong type", "a role that is a number", { change: { role: 1 }, others: [jobWith(1)] }),
  ],
};
