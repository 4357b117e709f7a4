import { type Action, type ResourceType } from "./actions.ts";
import { meet, type Sign, signsOf, withOpenVariables } from "./wildcards.ts";

export { includes, overlaps } from "./wildcards.ts";

/** The types of an action's resources that a resource of a statement can stand for; `*` stands for all. */
export function typesNamedBy(resource: string, { resourceTypes }: Action): readonly ResourceType[] {
  return resourceTypes.filter(({ arn }) => fitsTemplate(resource, arn));
}

/** Whether a statement that lists this resource can allow this action at all. */
export function canName(resource: string, action: Action): boolean {
  return action.isWildcardOnly ? resource === "*" : typesNamedBy(resource, action).length > 0;
}

/** Whether a resource of a statement can stand for an ARN of a template like `arn:${Partition}:s3:::${BucketName}`. */
export function fitsTemplate(resource: string, template: string): boolean {
  const key = `${resource}\n${template}`;
  const fits = remembered.get(key) ?? meet(withOpenVariables(signsOf(resource)), templateSigns(template));
  remembered.set(key, fits);
  return fits;
}

const remembered = new Map<string, boolean>();

/** What names never hold, where it would begin the name of another type: objects in buckets, indexes of tables. */
const neverHeld: Readonly<Record<string, string>> = {
  Partition: ":",
  Region: ":",
  Account: ":",
  BucketName: "/",
  ClusterName: "/",
  ClusterUuid: "/",
  TableName: "/",
};

function templateSigns(template: string): readonly Sign[] {
  return [...template.matchAll(/\$\{([^}]*)\}|[^]/g)].flatMap(([piece, name]): readonly Sign[] => {
    if (name === undefined) return signsOf(piece);
    const except = neverHeld[name] ?? "";
    const any: Sign = { many: true, except };
    // Something must stand in a name's place: `arn:aws:s3:::` names no bucket. What AWS owns is in no account.
    return name === "Account" ? [any] : [{ many: false, except }, any];
  });
}
