import { type Action, expandAction, isConditionKey, knowsConditionKey } from "../iam/actions.ts";
import { actionsOf, shortList } from "../iam/breadth.ts";
import { type Statement } from "../iam/document.ts";
import { identityDocuments, identityPolicyTypes } from "../iam/identity-policies.ts";
import { matchesPattern } from "../pattern.ts";
import { advice, fail, type Finding, resourceRule, undecided } from "../rule.ts";

const wanted = "of actions and condition keys that AWS documents";

export const iamActionExists = resourceRule({
  id: "iam-action-exists",
  types: [...identityPolicyTypes],
  what: "Policies name actions and condition keys that exist.",
  why: "A misspelt Allow grants nothing and is found in production; a misspelt Deny forbids nothing and is found by nobody.",
  remedy:
    "Look the action up in the Service Authorization Reference; put a condition key in a statement of the actions that know it.",
  severity: "medium",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  settings: {
    known: {
      what: "Actions and condition keys that exist though the service data, which is a few weeks old, lacks them; by patterns.",
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
    },
  },
  evaluate: (resource, { known }) => {
    const isKnown = (name: string): boolean => known.some((pattern) => matchesPattern(pattern, name));
    return identityDocuments(resource).flatMap((document) => {
      if (document.state === "unknown") return [undecided(document, wanted)];
      return document.state === "known" ? document.statements.flatMap((statement) => judge(statement, isKnown)) : [];
    });
  },
});

/** One finding for a statement, which names all that does not exist. */
function judge(statement: Statement, isKnown: (name: string) => boolean): readonly Finding[] {
  const { actions, notActions, conditions } = statement;
  const unknownActions = [...actions.values, ...notActions.values].filter(
    (name) => expandAction(name).unknown !== undefined && !/^\*+:\*+$/.test(name) && !isKnown(name),
  );
  const granted = actionsOf(statement);
  const keys = conditions.values.map(({ key }) => key).filter((key) => !isKnown(key));
  const unknownKeys = keys.filter((key) => !isConditionKey(key) || isKnownToNone(key, granted));
  const names = [...unknownActions, ...unknownKeys];
  if (names.length > 0) return [fail(statement, `about ${names.join(", ")}, which no service knows there`, wanted)];
  if (actions.unknown || notActions.unknown || conditions.unknown) return [undecided(statement, wanted)];
  return advice(keys.flatMap((key) => judgeKey(statement, key, granted)));
}

/** A statement of exclusions has no list of actions to ask. */
function isKnownToNone(key: string, granted: readonly Action[]): boolean {
  return granted.length > 0 && !granted.some((action) => knowsConditionKey(action, key));
}

/** To an action that does not know it, the key is absent: an Allow never applies to it. */
function judgeKey(statement: Statement, key: string, granted: readonly Action[]): readonly Finding[] {
  const others = granted.filter((action) => !knowsConditionKey(action, key));
  if (others.length === 0) return [];
  return [fail(statement, `bound by ${key}, which ${shortList(others)} do not know`, "of actions that know the key")];
}
