import { parseDocument, type PolicyDocument, type Statement } from "./iam/document.ts";
import { all, allows, type Answer, any, forAnybody, not, some } from "./iam/judge.ts";
import { includes } from "./iam/wildcards.ts";
import { type Reading } from "./property.ts";
import { fail, type Finding, undecided } from "./rule.ts";

/** What the policy document of one resource must deny to everybody who does not use TLS. */
export interface TlsDenial {
  /** Completes `must be …`. */
  readonly wanted: string;
  /** An action that the denial must take in. */
  readonly action: string;
  /** Tests of resource patterns; each must be met by some pattern of the statement. */
  readonly resources: readonly ((pattern: string) => boolean)[];
}

/** Demands a resource policy that refuses requests in clear text. */
export function mustDenyWithoutTls(policy: Reading, denial: TlsDenial): readonly Finding[] {
  const document = parseDocument(policy);
  const { wanted } = denial;
  switch (document.state) {
    case "absent":
      return [fail(document, "absent", wanted)];
    case "unknown":
      return [undecided(document, wanted)];
    case "malformed":
      return [fail(document, document.problem, wanted)];
    case "known":
      return denied(document, denial);
  }
}

function denied(
  document: PolicyDocument & { state: "known" },
  { wanted, action, resources }: TlsDenial,
): readonly Finding[] {
  const denies = (statement: Statement): Answer =>
    all(
      not(allows(statement)),
      forAnybody(statement),
      some(statement.actions, (pattern) => includes(pattern.toLowerCase(), action.toLowerCase())),
      ...resources.map((test) => some(statement.resources, test)),
      inClearText(statement),
    );
  switch (any(...document.statements.map(denies))) {
    case "yes":
      return [];
    case "unknown":
      return [undecided(document, wanted)];
    case "no":
      return [fail(document, "without that denial", wanted)];
  }
}

/** Another condition beside this one would make the denial narrower, so it must stand alone. */
function inClearText({ conditions }: Statement): Answer {
  if (conditions.unknown) return "unknown";
  const [only, ...others] = conditions.values;
  if (!only || others.length > 0) return "no";
  if (!/^Bool(IfExists)?$/.test(only.operator) || only.key.toLowerCase() !== "aws:securetransport") return "no";
  return some(only.names, (value) => value.toLowerCase() === "false");
}
