import { readEach } from "../property.ts";
import { advice, fail, type Finding, stackRule, type StackResource } from "../rule.ts";

/** Where each kind of workload names the role that it runs with. */
const roles: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "aws:lambda/function:Function": ["role"],
  "aws:ecs/taskDefinition:TaskDefinition": ["taskRoleArn", "executionRoleArn"],
  "aws:glue/job:Job": ["roleArn"],
};

const [first = "", ...others] = Object.keys(roles);

export const iamRolePerWorkload = stackRule({
  id: "iam-role-per-workload",
  types: [first, ...others],
  what: "A role is of one workload.",
  why: "A shared role has the permissions of all who share it, and its trail does not tell which of them acted.",
  remedy:
    "Make a role for each workload with what it needs; for an ECS task give the agent, which pulls images and secrets, an executionRoleArn of its own.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_249"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  evaluate: (resource, stack) => [
    ...judgeTask(resource),
    ...advice(
      rolesOf(resource).flatMap((role) => {
        const sharing = stack.find((other) => other.type !== resource.type && rolesOf(other).some(isSame(role)));
        return sharing ? [fail(role, `the role of ${sharing.name} as well`, "a role of its own")] : [];
      }),
    ),
  ],
});

interface Role {
  readonly path: string;
  /** The role's ARN or name where it is known; the URNs that the value depends on, where it is not. */
  readonly ids: readonly string[];
}

function rolesOf({ type, props, propertyDependencies }: StackResource): readonly Role[] {
  return (roles[type] ?? []).flatMap((path) =>
    readEach(props, path).flatMap((reading): readonly Role[] => {
      const urns = propertyDependencies[path]?.filter((urn) => urn.includes("aws:iam/role:Role::")) ?? [];
      const known = reading.state === "known" && typeof reading.value === "string" && reading.value !== "";
      const ids = [...urns, ...(known ? [reading.value] : [])];
      return ids.length === 0 ? [] : [{ path, ids }];
    }),
  );
}

function isSame(role: Role): (other: Role) => boolean {
  return ({ ids }) => ids.some((id) => role.ids.includes(id));
}

/** The agent of a task needs other rights than the task: with one role the task may pull every image and secret. */
function judgeTask(resource: StackResource): readonly Finding[] {
  const [task, agent] = ["taskRoleArn", "executionRoleArn"].map((path) =>
    rolesOf(resource).find((one) => one.path === path),
  );
  if (resource.type !== "aws:ecs/taskDefinition:TaskDefinition" || !task || !agent || !isSame(task)(agent)) return [];
  return [fail(task, "the role of the agent that starts it as well", "a role of its own")];
}
