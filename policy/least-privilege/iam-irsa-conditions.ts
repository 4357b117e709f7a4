import { type Condition, type Statement } from "../iam/document.ts";
import { allows, type Answer } from "../iam/judge.ts";
import { roleType, trustDocument } from "../iam/trust.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const audience = "sts.amazonaws.com";

export const iamIrsaConditions = resourceRule({
  id: "iam-irsa-conditions",
  types: [roleType],
  what: "A role for tokens of an OIDC provider names the one subject and the audience that it is for.",
  why: "Without the subject every pod of the cluster may assume the role, or every repository of the host; with a pattern, more than one thinks.",
  remedy:
    'Add StringEquals with "<issuer>:sub": "system:serviceaccount:<namespace>:<name>" and "<issuer>:aud": "sts.amazonaws.com"; our WorkloadRole does.',
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_393"] },
  url: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  evaluate: (resource) => {
    const document = trustDocument(resource);
    if (document.state === "unknown") return [undecided(document, "bound to one subject and audience")];
    return document.state === "known" ? document.statements.flatMap(judge) : [];
  },
});

/** One finding for a statement, which names what it leaves open. */
function judge(statement: Statement): readonly Finding[] {
  const allowed = allows(statement);
  if (allowed === "no") return [];
  if (statement.principals.unknown) return [undecided(statement, "bound to one subject and audience")];
  const demands = issuersOf(statement).flatMap(demandsOf);
  const open = demands.filter((demand) => isBound(statement, demand) === "no");
  const wanted = (of: readonly Demand[]): string =>
    of.map(({ key, what }) => `bound by StringEquals on ${key} to ${what}`).join(", and ");
  if (open.length > 0 && allowed === "yes") return [fail(statement, "open to more than one subject", wanted(open))];
  const undecidable = demands.filter((demand) => isBound(statement, demand) !== "yes");
  return undecidable.length > 0 ? [undecided(statement, wanted(undecidable))] : [];
}

/** Issuers that the statement trusts, without `https://`. Other identity providers have other keys. */
function issuersOf({ principals }: Statement): readonly string[] {
  return principals.values.flatMap(({ kind, value }) => {
    const issuer = /:oidc-provider\/(.+)$/.exec(value)?.[1];
    return kind === "Federated" && issuer !== undefined ? [issuer] : [];
  });
}

interface Demand {
  readonly key: string;
  readonly what: string;
  readonly accepts: (value: string) => boolean;
}

function demandsOf(issuer: string): readonly Demand[] {
  const ofCluster = /^oidc[.-]eks\./.test(issuer);
  return [
    { key: `${issuer}:sub`, what: "one subject, without wildcards", accepts: (value) => value !== "" },
    {
      key: `${issuer}:aud`,
      what: ofCluster ? `"${audience}"` : "one audience, without wildcards",
      accepts: (value) => value === audience || !ofCluster,
    },
  ];
}

function isBound({ conditions }: Statement, { key, accepts }: Demand): Answer {
  const isExact = ({ operator, names }: Condition): boolean =>
    (operator === "StringEquals" || (operator === "StringLike" && !names.values.some((value) => /[*?]/.test(value)))) &&
    names.values.every(accepts);
  const exact = conditions.values.filter((one) => one.key.toLowerCase() === key.toLowerCase() && isExact(one));
  if (exact.some(({ names }) => names.values.length > 0 && !names.unknown)) return "yes";
  return conditions.unknown || exact.some(({ names }) => names.unknown) ? "unknown" : "no";
}
