import { matchesPattern } from "../pattern.ts";
import {
  type ActionData,
  actionsOf,
  conditionKeysOf,
  foreignKeyPrefixes,
  globalConditionKeys,
  resourceTypesOf,
  serviceNames,
} from "./service-data.ts";

/** What an action may do, the graver of two where AWS names two. */
export type AccessLevel = "List" | "Read" | "Tagging" | "Write" | "Permissions management";

export interface ResourceType {
  readonly name: string;
  /** Template, for example `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
}

export interface Action {
  /** As AWS writes it, for example `s3:GetObject`. */
  readonly id: string;
  readonly service: string;
  readonly accessLevel: AccessLevel;
  /** Resources that a statement can name for it; none where it takes `*` alone. */
  readonly resourceTypes: readonly ResourceType[];
  /** Whether `*` is the only resource that a statement can name for it. */
  readonly isWildcardOnly: boolean;
  /** Condition keys of the service that it knows, in AWS's notation: `s3:prefix`, `aws:ResourceTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
  /** Actions that a caller needs besides, for example `iam:PassRole`. */
  readonly dependentActions: readonly string[];
}

export interface Expansion {
  readonly actions: readonly Action[];
  /** Why there is none: no such service, or nothing in it that the pattern takes in. */
  readonly unknown: "service" | "action" | undefined;
}

/**
 * All actions that an action of a statement takes in: `s3:Get*`, `S3:getobject`, `*`. AWS refuses wildcards in the
 * service. Remembered, so that it costs a search once; `*` reads all services (0.2 s).
 */
export function expandAction(pattern: string): Expansion {
  const key = pattern.toLowerCase();
  const expansion = expansions.get(key) ?? expand(key);
  expansions.set(key, expansion);
  return expansion;
}

/** The one action of a name without wildcards. */
export function actionNamed(name: string): Action | undefined {
  return /[*?]/.test(name) ? undefined : expandAction(name).actions[0];
}

/** Whether a pattern takes in all actions of a service that has several, for example `kms:*`, `sqs:?*`. */
export function isWholeService(pattern: string): boolean {
  const { actions } = expandAction(pattern);
  const service = actions[0]?.service;
  if (service === undefined || !/[*?]/.test(pattern)) return false;
  return pattern === "*" || actions.length === Object.keys(actionsOf(service)).length;
}

/** Whether AWS or any service documents a condition key. */
export function isConditionKey(key: string): boolean {
  const name = key.toLowerCase();
  if (isGlobalConditionKey(name)) return true;
  const prefix = name.slice(0, Math.max(name.lastIndexOf(":"), 0));
  const [service = ""] = name.split(":");
  // The issuer of a cluster or a pipeline is a prefix of its own: `oidc.eks.<region>.amazonaws.com/id/…:sub`.
  if (prefix.includes(".") || Object.hasOwn(foreignKeyPrefixes(), prefix)) return true;
  return Object.values(conditionKeysOf(service)).some((known) => known && isKey(known.key, name));
}

/** Whether an action looks at a condition key: one that it does not know is absent from its requests. */
export function knowsConditionKey({ conditionKeys }: Action, key: string): boolean {
  const name = key.toLowerCase();
  return conditionKeys.some((known) => isKey(known, name)) || (isGlobalConditionKey(name) && !isOfResources(name));
}

const expansions = new Map<string, Expansion>();
const actionsRead = new Map<string, readonly Action[]>();

function expand(pattern: string): Expansion {
  if (pattern === "*") return { actions: Object.keys(serviceNames()).flatMap(allOf), unknown: undefined };
  const [service = "", ...rest] = pattern.split(":");
  const name = rest.join(":");
  if (!Object.hasOwn(serviceNames(), service)) return { actions: [], unknown: "service" };
  const actions = allOf(service).filter(({ id }) => matchesPattern(name, id.slice(service.length + 1).toLowerCase()));
  return { actions, unknown: actions.length === 0 ? "action" : undefined };
}

function allOf(service: string): readonly Action[] {
  const actions =
    actionsRead.get(service) ??
    Object.values(actionsOf(service)).flatMap((data) => (data ? actionOf(service, data) : []));
  actionsRead.set(service, actions);
  return actions;
}

/**
 * Actions of two generations of a service, of which the data has the older one's resources alone: both share the prefix.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
const onAllTypes = new Set(["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"]);

function actionOf(service: string, data: ActionData): Action {
  const types = resourceTypesOf(service);
  const [first] = data.resourceTypes;
  const used =
    first && onAllTypes.has(`${service}:${data.name}`)
      ? Object.keys(types).map((name) => ({ ...first, name }))
      : data.resourceTypes;
  const found = used.map((one) => ({ ...one, type: types[one.name.toLowerCase()] }));
  return {
    id: `${service}:${data.name}`,
    service,
    accessLevel: levelOf(data.accessLevel),
    resourceTypes: found.flatMap(({ name, type }) => (type ? [{ name, arn: type.arn }] : [])),
    isWildcardOnly: data.resourceTypes.length === 0,
    conditionKeys: distinct([
      ...data.conditionKeys,
      ...found.flatMap(({ conditionKeys, type }) => [...conditionKeys, ...(type?.conditionKeys ?? [])]),
    ]),
    dependentActions: distinct([
      ...data.dependentActions,
      ...found.flatMap(({ dependentActions }) => dependentActions),
    ]),
  };
}

const levels: readonly AccessLevel[] = ["Permissions management", "Tagging", "Write", "Read", "List"];

function levelOf(text: string): AccessLevel {
  const names = text.split(", ");
  return levels.find((level) => names.includes(level)) ?? "Write";
}

function isGlobalConditionKey(name: string): boolean {
  return globalConditionKeys().has(name.replace(/(?<=\/).+$/s, "tag-key"));
}

/** Keys that AWS lists as global and yet are set only by actions that document them. */
function isOfResources(name: string): boolean {
  return /^aws:(requesttag\/|resourcetag\/|tagkeys$)/.test(name);
}

/** Whether a documented key, which may hold `${TagKey}` or `<key>`, stands for a key in lower case. */
function isKey(documented: string, name: string): boolean {
  const pattern = documented.toLowerCase().replaceAll(/\$\{[^}]*\}|<[^>]*>/g, "?*");
  return matchesPattern(pattern, name);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
