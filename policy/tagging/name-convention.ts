import { matchesPattern } from "../pattern.ts";
import { read, type Reading, shown } from "../property.ts";
import { fail, resourceRule } from "../rule.ts";
import { nameProperties, taggableTypes, taggableTypesInWords } from "./tags.ts";

/** Whose name we do not make up, or has its environment in what it is part of. */
const elsewhere: readonly string[] = [
  // Names of the DNS.
  "aws:apigateway/domainName:DomainName",
  "aws:apigatewayv2/domainName:DomainName",
  "aws:route53/zone:Zone",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
  // AWS's own names.
  "aws:eks/addon:Addon",
  // Names inside an API, a workspace, a registry.
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
  "aws:apigateway/stage:Stage",
  "aws:apigatewayv2/stage:Stage",
  "aws:glue/schema:Schema",
  // Names that people write in SQL, without hyphens; a catalog belongs to one account.
  "aws:glue/catalogDatabase:CatalogDatabase",
];

/** Types that have a name at all, among those with tags. */
export const namedTypes = taggableTypes.filter(
  (type) => nameProperties[type]?.length && !elsewhere.includes(type),
) as unknown as [string, ...string[]]; // most of them

export const nameConvention = resourceRule({
  id: "name-convention",
  types: namedTypes,
  typesInWords: `${taggableTypesInWords} and a name`,
  what: "A physical name says its environment first.",
  why: "Names are what people see in consoles, logs and bills; and roles are given rights to names by their beginning.",
  remedy:
    "Name it <environment>-<what>, or /<service>/<environment>-<what> where AWS wants a path; physicalName does it.",
  severity: "low",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  settings: {
    environments: {
      what: "What names begin with, before a hyphen.",
      schema: { type: "array", items: { type: "string", minLength: 1 } },
      default: ["local", "dev", "test", "prod"] as readonly string[],
    },
    given: {
      what: "Names, as patterns, that AWS demands: of log groups that a service writes to under names of its own.",
      schema: { type: "array", items: { type: "string", minLength: 1 } },
      default: ["/aws-glue/*"] as readonly string[],
    },
  },
  evaluate: ({ type, props }, { environments, given }) => {
    const name = (nameProperties[type] ?? []).map((property) => read(props, property)).find(isGiven);
    if (name?.state !== "known") return [];
    const text = !name.misshapen && typeof name.value === "string" ? name.value : "";
    const isConventional = begins(text, environments) || given.some((pattern) => matchesPattern(pattern, text));
    return isConventional
      ? []
      : [fail(name, shown(name.value), `a name that begins with ${environments.join("-, ")}-`)];
  },
});

/** Without a name Pulumi makes one up when it creates the resource. */
function isGiven(name: Reading): boolean {
  return name.state === "known" && name.value !== "";
}

/** The name, or a part of it after a slash, the underscore that MSK's secrets have, or what WAF's log groups begin with. */
function begins(name: string, environments: readonly string[]): boolean {
  return name
    .split(/[/_]|^aws-waf-logs-/)
    .some((part) => environments.some((environment) => part.startsWith(`${environment}-`)));
}
