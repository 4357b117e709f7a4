import { parseDocument, type PolicyDocument, type Statement } from "../iam/document.ts";
import { identityDocuments, identityPolicyTypes } from "../iam/identity-policies.ts";
import { resourceDocument, resourcePolicyTypes } from "../iam/resource-policies.ts";
import { trustDocument } from "../iam/trust.ts";
import { read, shown } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule } from "../rule.ts";

/** What a kind of document says of whom and of what: AWS refuses the other elements in it. */
type Kind = "identity" | "trust" | "resource";

/** Types beside those with a resource policy whose `policy` names principals. */
const othersWithPrincipals = [
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
] as const;

export const iamDocumentValid = resourceRule({
  id: "iam-document-valid",
  types: [...identityPolicyTypes, ...resourcePolicyTypes, ...othersWithPrincipals],
  what: "Policy documents have the form that AWS takes.",
  why: "AWS refuses a malformed document in the middle of an update, and what no rule can read no rule has judged.",
  remedy:
    'Write { Version: "2012-10-17", Statement: [...] }; in each statement Effect, Action, and Resource in identity policies, Principal in trust and resource policies.',
  severity: "medium",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  evaluate: (resource) =>
    documentsOf(resource).flatMap(({ kind, document }) => {
      if (document.state === "malformed") return [fail(document, document.problem, "a policy document")];
      if (document.state !== "known") return [];
      return [
        ...document.statements.flatMap((statement) => judge(statement, kind)),
        ...document.statements.flatMap((statement, index) => judgeSid(statement, document.statements.slice(0, index))),
        ...judgeVersion(document),
      ];
    }),
});

function documentsOf(resource: Resource): readonly { readonly kind: Kind; readonly document: PolicyDocument }[] {
  return [
    ...identityDocuments(resource).map((document) => ({ kind: "identity" as const, document })),
    { kind: "trust", document: trustDocument(resource) },
    { kind: "resource", document: withPrincipals(resource) },
  ];
}

function withPrincipals(resource: Resource): PolicyDocument {
  const other = othersWithPrincipals.some((type) => type === resource.type);
  return other ? parseDocument(read(resource.props, "policy")) : resourceDocument(resource);
}

function judge(statement: Statement, kind: Kind): readonly Finding[] {
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  const has = (...elements: readonly { values: readonly unknown[]; unknown: boolean }[]): boolean =>
    elements.some(({ values, unknown }) => values.length > 0 || unknown);
  const problems = [
    has(actions, notActions) ? [] : ["without Action"],
    kind !== "identity" || has(resources, notResources) ? [] : ["without Resource"],
    kind !== "identity" || !has(principals, notPrincipals) ? [] : ["one with Principal in an identity policy"],
    kind !== "trust" || !has(resources, notResources) ? [] : ["one with Resource in a trust policy"],
    kind === "identity" || has(principals, notPrincipals) ? [] : ["without Principal"],
  ].flat();
  return problems.map((problem) => fail(statement, problem, "a statement with the elements of its kind of policy"));
}

function judgeSid(statement: Statement, before: readonly Statement[]): readonly Finding[] {
  const twice = statement.sid !== "" && before.some(({ sid }) => sid === statement.sid);
  return twice ? [fail(statement, `the second with the Sid ${shown(statement.sid)}`, "named once")] : [];
}

/** AWS knows two versions; in the one of 2008, which is the default, a policy variable is plain text. */
function judgeVersion({ path, version, statements }: PolicyDocument & { state: "known" }): readonly Finding[] {
  const place = { path: `${path}.Version` };
  const wanted = '"2012-10-17"';
  if (version.state === "unknown" || (version.state === "known" && version.value === "2012-10-17")) return [];
  if (version.state === "known" && version.value !== "2008-10-17") return [fail(place, shown(version.value), wanted)];
  const found = version.state === "absent" ? "absent, and a policy variable is used" : "older than policy variables";
  return statements.some(hasVariable) ? [fail(place, found, wanted)] : [];
}

function hasVariable({ resources, notResources, conditions }: Statement): boolean {
  const values = [resources, notResources, ...conditions.values.map(({ names }) => names)].flatMap(
    (names) => names.values,
  );
  return values.some((value) => value.includes("${"));
}
