import { type Properties, read, readEach, readingOf, textOf } from "../property.ts";
import { type Action, expandAction } from "./actions.ts";
import { canName } from "./arn.ts";
import { type Condition, parseDocument, type PolicyDocument, type Statement } from "./document.ts";
import { applies, evaluate, evaluateWithin, type Request, type Verdict } from "./evaluate.ts";

/** A resource of a stack, of any type. */
export interface IamResource {
  readonly type: string;
  readonly props: Properties;
}

/** All that policies say of a role. */
export interface RolePolicies {
  readonly name: string;
  readonly trust: PolicyDocument;
  /** Inline, of the account and of AWS. */
  readonly policies: readonly NamedPolicy[];
  /** None where the role has no boundary. */
  readonly boundary: NamedPolicy | undefined;
}

export interface NamedPolicy {
  /** Of an inline policy its name, of an attached one its ARN. */
  readonly name: string;
  /** Absent where the policy is not among the resources and nobody knows it. */
  readonly document: PolicyDocument;
}

/** One action that a role has been given on one resource. */
export interface Granted {
  readonly action: Action;
  /** As the statement has it: an ARN with wildcards, or `*`. */
  readonly resource: string;
  /** All must hold. */
  readonly constrainedBy: readonly Condition[];
  /** Policy that grants it. */
  readonly policy: string;
}

/**
 * The roles among resources, each with the policies that name it or that it names. Links are followed by names, which
 * programs here build from configuration; a policy whose link is not known yet is nobody's.
 *
 * @param managed documents of policies that no resource declares, by ARN: those that AWS keeps
 */
export function rolesAmong(
  resources: readonly IamResource[],
  managed: (arn: string) => unknown,
): readonly RolePolicies[] {
  const ofType = (type: string): readonly IamResource[] => resources.filter((resource) => resource.type === type);
  const policies = ofType("aws:iam/policy:Policy");
  const named = (arn: string): NamedPolicy => {
    const own = policies.find(({ props }) => arn.endsWith(`:policy/${text(props, "name") ?? ""}`));
    return { name: arn, document: own ? documentAt(own.props, "policy") : parseDocument(readingOf(arn, managed(arn))) };
  };
  const inline = ofType("aws:iam/rolePolicy:RolePolicy");
  const attachments = ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");

  return ofType("aws:iam/role:Role").map(({ props }) => {
    const name = text(props, "name") ?? "";
    const isOfRole = (other: IamResource): boolean => text(other.props, "role") === name;
    const attached = [
      ...attachments.filter(isOfRole).flatMap((attachment) => text(attachment.props, "policyArn") ?? []),
      ...readEach(props, "managedPolicyArns[]").flatMap((arn) => (textOf(arn) === "" ? [] : [textOf(arn)])),
    ];
    const boundary = text(props, "permissionsBoundary");
    return {
      name,
      trust: documentAt(props, "assumeRolePolicy"),
      policies: [
        ...inline.filter(isOfRole).map((policy) => inlinePolicy(policy.props, documentAt(policy.props, "policy"))),
        ...readEach(props, "inlinePolicies[]").flatMap((reading) =>
          reading.state === "known" && !reading.misshapen
            ? [inlinePolicy(reading.value as Properties, documentAt(reading.value as Properties, "policy"))] // an object: not misshapen
            : [],
        ),
        ...attached.map(named),
      ],
      boundary: boundary === undefined ? undefined : named(boundary),
    };
  });
}

/** Whether a role may do something: by all its policies together, within its boundary. */
export function decide({ policies, boundary }: RolePolicies, request: Request): Verdict {
  return evaluateWithin(boundary && statementsOf(boundary), policies.flatMap(statementsOf), request);
}

/**
 * What a role can do: every action on every resource that its policies allow and that is not wholly denied or beyond the
 * boundary. Grants that no request can use, of an action on a resource of another kind, are left out.
 */
export function effectiveGrant(role: RolePolicies): readonly Granted[] {
  const statements = role.policies.flatMap(statementsOf);
  const denials = statements.filter(({ effect }) => effect === "Deny");
  const boundary = role.boundary && statementsOf(role.boundary);
  const remains = ({ action, resource }: Granted): boolean => {
    const request = { action: action.id, resource, context: {}, complete: false };
    const isDenied = denials.some((denial) => applies(denial, request) === "yes");
    return !isDenied && (boundary === undefined || evaluate(boundary, request).decision !== "deny");
  };
  return role.policies
    .flatMap((policy) => statementsOf(policy).flatMap((statement) => grantsOf(policy.name, statement)))
    .filter(remains);
}

function grantsOf(policy: string, statement: Statement): readonly Granted[] {
  if (statement.effect !== "Allow") return [];
  const { actions, notActions, resources, notResources, conditions } = statement;
  const excluded = new Set(notActions.values.flatMap((name) => expandAction(name).actions));
  const named = notActions.values.length === 0 ? actions.values : ["*"];
  const granted = new Set(
    named.flatMap((name) => expandAction(name).actions.filter((action) => !excluded.has(action))),
  );
  const places = notResources.values.length === 0 ? resources.values : ["*"];
  return [...granted].flatMap((action) =>
    places
      .filter((resource) => canName(resource, action))
      .map((resource) => ({ action, resource, constrainedBy: conditions.values, policy })),
  );
}

function statementsOf({ document }: NamedPolicy): readonly Statement[] {
  return document.state === "known" ? document.statements : [];
}

function inlinePolicy(props: Properties, document: PolicyDocument): NamedPolicy {
  return { name: text(props, "name") ?? "inline", document };
}

function documentAt(props: Properties, path: string): PolicyDocument {
  return parseDocument(read(props, path));
}

function text(props: Properties, path: string): string | undefined {
  const reading = read(props, path);
  return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
