import { type Action, expandAction } from "./actions.ts";
import { type Condition, type Statement } from "./document.ts";
import { all, allows, type Answer, nameIn, not, some } from "./judge.ts";

/** How much a statement takes in: the actions it stands for, and whether anything keeps it to some resources. */

/** Every action that the statement names, by patterns too. One that AWS does not know is none. */
export function actionsOf({ actions }: Statement): readonly Action[] {
  return [...new Set(actions.values.flatMap((pattern) => expandAction(pattern).actions))];
}

/** Whether a resource stands for all of its kind: `*`, `arn:aws:iam::*:role/*`. Objects of one bucket are not all. */
export function isAnyResource(resource: string): boolean {
  const name = nameIn(resource);
  if (name === undefined) return /[*?]$/.test(resource);
  const form = /^arn:[^:]*:s3:/.test(resource) ? /^[*?/]+$/ : /^([a-z-]+[/:])?[*?/:]+([/:][a-z-]+[/:][*?/:]+)*$/i;
  return form.test(name);
}

/** Keys of AWS as a whole that say something of the resource, or of the way to it, and not only of the caller. */
const ofResources =
  /^(aws:(resourcetag|requesttag)\/|(?!aws:)[^:]+:(resourcetag\/|requesttag\/|resourcealiases$|requestalias$|grantisforawsresource$|viaservice$|passedtoservice$|awsservicename$|permissionsboundary$|createaction$|namespace$|leadingkeys$|.*(arn|arns)$))/;

/** Whether a condition keeps the statement to some resources: one of the service's own keys, or a tag of the resource. */
export function isNarrowed({ conditions }: Statement): Answer {
  const narrows = ({ operator, key, names }: Condition): boolean => {
    const name = key.toLowerCase();
    if (/IfExists$|Not|^Null$|^ForAllValues:/.test(operator) || names.values.some((value) => /^[*?]+$/.test(value)))
      return false;
    return ofResources.test(name);
  };
  return conditions.values.some(narrows) ? "yes" : conditions.unknown ? "unknown" : "no";
}

/** Whether the statement allows on all resources of a kind, and no condition narrows it. */
export function isUnbounded(statement: Statement): Answer {
  return all(allows(statement), some(statement.resources, isAnyResource), not(isNarrowed(statement)));
}

/** The first few of some actions, for a sentence. */
export function shortList(actions: readonly Action[]): string {
  const ids = actions.map(({ id }) => id);
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}

/** Those of the statement's actions that a test finds, for a finding that names them; "unknown" where there may be more. */
export function takesIn(statement: Statement, test: (action: Action) => boolean): Answer {
  return actionsOf(statement).some(test) ? "yes" : statement.actions.unknown ? "unknown" : "no";
}
