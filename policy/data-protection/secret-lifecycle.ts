import { mustBeWithin } from "../check.ts";
import { read } from "../property.ts";
import { advice, stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const rotation = "aws:secretsmanager/secretRotation:SecretRotation";

export const secretLifecycle = stackRule({
  id: "secret-lifecycle",
  types: ["aws:secretsmanager/secret:Secret", rotation],
  what: "A secret changes every quarter by itself, and can be had back for a week after it was deleted.",
  why: "A password that never changes is good for whoever ever saw it; and one that is deleted at once takes down what uses it.",
  remedy:
    "Add an aws.secretsmanager.SecretRotation with rotationRules.automaticallyAfterDays of 90 at most, and leave recoveryWindowInDays at 30.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["SecretsManager.1", "SecretsManager.4"],
    checkov: ["CKV_AWS_304", "CKV2_AWS_57"],
    cdkNag: ["SMG4"],
  },
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  evaluate: (resource, stack) => {
    if (resource.type === rotation) {
      // A schedule by expression is somebody's choice; it says days or a calendar.
      const schedule = read(resource.props, "rotationRules.scheduleExpression");
      return schedule.state === "known" && !schedule.misshapen && schedule.value !== ""
        ? []
        : advice(mustBeWithin(resource.props, "rotationRules.automaticallyAfterDays", { least: 1, most: 90 }));
    }
    const rotations = linkedTo(resource, stack, {
      types: [rotation],
      property: "secretId",
      names: ["id", "arn", "name"],
    });
    return [
      ...mustBeWithin(resource.props, "recoveryWindowInDays", { least: 7 }, "passes"),
      ...(rotations.length > 0 ? [] : advice([notLinked(rotation, "there for every secret")])),
    ];
  },
});
