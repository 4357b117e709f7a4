import { type Condition, type PolicyDocument } from "../../policy/iam/document.ts";
import { effectiveGrant, type Granted } from "../../policy/iam/effective-grant.ts";
import { serviceNames } from "../../policy/iam/service-data.ts";
import { type Deployed, type DeployedRole, environments } from "./deployed.ts";
import { type Place } from "./rows.ts";

/** What the roles of a phase may do, in words: one Markdown page, generated from what the environments deploy. */
export function pageOf(phase: string, deployed: readonly Deployed[]): string | undefined {
  const purposes = new Set(
    deployed.flatMap(({ roles }) => roles.filter((role) => role.phase === phase).map(({ purpose }) => purpose)),
  );
  if (purposes.size === 0) return undefined;
  const sections = [...purposes].sort().map((purpose) => section(purpose, deployed));
  return [
    `# Roles of the phase "${phase}"`,
    `Written by \`npm run roles:record\` from what the environments deploy; a test compares. What must and must not be possible is in [\`test/roles/${phase}.yaml\`](../../test/roles/${phase}.yaml). \`<environment>\`, \`<account>\` and \`<region>\` stand for those of each environment.`,
    ...sections,
  ].join("\n\n");
}

function section(purpose: string, deployed: readonly Deployed[]): string {
  const texts = new Map<string, string[]>();
  for (const { place, roles } of deployed) {
    const role = roles.find((one) => one.purpose === purpose);
    if (role === undefined) continue;
    const text = withPlaceholders(describeRole(role), place);
    texts.set(text, [...(texts.get(text) ?? []), place.environment]);
  }
  const everywhere = texts.size === 1 && [...texts.values()].flat().length === environments.length;
  const bodies = [...texts].map(([text, where]) => (everywhere ? text : `In ${where.join(" and ")}:\n\n${text}`));
  return [`## ${purpose}`, ...bodies].join("\n\n");
}

function describeRole(role: DeployedRole): string {
  const grants = effectiveGrant(role);
  const own = grants.filter(({ policy }) => !policy.startsWith("arn:"));
  // Sorted: the engine registers what is attached in any order.
  const attached = [...new Set(grants.filter((one) => !own.includes(one)).map(({ policy }) => policy))].sort();
  const lists = [
    ...(own.length === 0 ? [] : ["It may:", ...list(own)]),
    ...attached.flatMap((policy) => [
      `By \`${policy.slice(policy.indexOf(":policy/") + 8)}\`, which AWS keeps, it may:`,
      ...list(grants.filter((one) => one.policy === policy)),
    ]),
  ];
  const boundary = role.boundary?.name.split("/").pop() ?? "";
  const environment = role.name.slice(0, -role.purpose.length);
  // What says no more than who assumes it is said by the trust.
  const said = role.description.includes(": assumed by ") ? [] : [`${role.description}.`];
  const facts = [
    ...said.map((text) => text.replaceAll(new RegExp(`${environment}[a-z0-9-]+`, "g"), "`$&`")),
    trusted(role.trust),
    `Never beyond its boundary, \`${boundary}\`.`,
  ];
  return [facts.join(" "), ...lists].join("\n\n");
}

function trusted(trust: PolicyDocument): string {
  if (trust.state !== "known") return "";
  return trust.statements
    .map(({ principals, conditions }) => {
      const who = phrase(principals.values.map(({ value }) => `\`${value}\``));
      return `Assumed by ${who}${conditionsInWords(conditions.values)}.`;
    })
    .join(" ");
}

/** Grants of one policy: those together that are alike in service, resources and conditions. */
function list(grants: readonly Granted[]): readonly string[] {
  const rights = new Map<string, { readonly first: Granted; readonly resources: string[] }>();
  for (const grant of grants) {
    const key = `${grant.action.id} ${JSON.stringify(grant.constrainedBy)}`;
    const right = rights.get(key) ?? { first: grant, resources: [] };
    if (!right.resources.includes(grant.resource)) right.resources.push(grant.resource);
    rights.set(key, right);
  }
  const alike = new Map<string, Granted[]>();
  for (const { first, resources } of rights.values()) {
    const key = JSON.stringify([first.action.service, resources.toSorted(), first.constrainedBy]);
    alike.set(key, [...(alike.get(key) ?? []), first]);
  }
  const items = [...alike].map(([key, group]) => {
    const [, resources] = JSON.parse(key) as [string, string[]]; // as written above
    return itemOf(group, resources);
  });
  return [items.toSorted().join("\n")];
}

function itemOf(grants: readonly Granted[], resources: readonly string[]): string {
  const [first] = grants;
  if (first === undefined) return "";
  const service = serviceNames()[first.action.service] ?? first.action.service;
  const verbs = phrase(grants.map(({ action }) => inWords(action.id)).sort());
  const places = resources.map((resource) => `\`${resource.replace(/^arn:aws:/, "")}\``);
  const where = resources.includes("*") ? "on everything" : `on ${phrase(places)}`;
  return `- ${service}: ${verbs}, ${where}${conditionsInWords(first.constrainedBy)}`;
}

/** `s3:GetObject` as "get object". */
function inWords(action: string): string {
  return action
    .slice(action.indexOf(":") + 1)
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .toLowerCase();
}

const operators: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  Bool: "is",
  "ForAllValues:StringEquals": "has only",
  "ForAnyValue:StringEquals": "has",
  StringEquals: "is",
  StringLike: "is like",
};

function conditionsInWords(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return "";
  const words = conditions.map(({ operator, key, names }) => {
    const relation = operators[operator];
    if (relation === undefined) throw new Error(`Say in pages.ts what ${operator} is in words.`);
    return `\`${key}\` ${relation} ${phrase(
      names.values.map((value) => `\`${value}\``),
      "or",
    )}`;
  });
  return `, if ${phrase(words)}`;
}

function phrase(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

function withPlaceholders(text: string, { environment, account, region }: Place): string {
  return text
    .replaceAll(account, "<account>")
    .replaceAll(region, "<region>")
    .replaceAll(new RegExp(`(?<![a-z0-9-])${environment}-`, "g"), "<environment>-")
    .replaceAll(`_${environment}-`, "_<environment>-");
}
