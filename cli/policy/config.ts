import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { type Exemption } from "../../policy/exemption.ts";
import { registry } from "../../policy/registry.ts";
import { type Rule } from "../../policy/rule.ts";
import { type ConfigProblem, parseValues } from "../../stacks/config.ts";
import { configDirectory, repository } from "../repository.ts";
import { UsageError } from "../steps.ts";
import { nearest } from "./nearest.ts";

/** Level of a rule in an environment, as Pulumi names it. */
export type EnforcementLevel = "mandatory" | "advisory" | "disabled";

/** What an environment says about one rule, beside the rule's own settings. */
export interface RuleConfig {
  readonly enforcementLevel?: EnforcementLevel;
  /** Level of findings that the rule could not decide. */
  readonly undecided?: "mandatory" | "advisory";
  readonly exemptions?: readonly Exemption[];
}

/** Policy configuration of an environment, checked. */
export interface PolicyConfig {
  /** The file, in Pulumi's own format; absent where the environment has none, and every rule is as strict as it is by default. */
  readonly file?: string;
  readonly rules: Readonly<Record<string, RuleConfig>>;
}

const level = z.enum(["mandatory", "advisory", "disabled"]);
const day = z.iso.date("must be a day like 2027-03-31");
const name = z.string().trim().min(1);

const exemption = z.strictObject({
  urn: name,
  path: name.optional(),
  only: z.literal("undecided").optional(),
  reason: z.string().trim().min(10),
  owner: name,
  expires: day,
});

/** Where an environment's policy configuration lies: below the folder of the environment files, else the repository. */
export function policyConfigName(environment: string): string {
  return `policy/config/${environment}.json`;
}

/**
 * Reads and checks an environment's policy configuration, before any engine starts.
 *
 * @throws {UsageError} with every problem of the file in one message.
 */
export function readPolicyConfig(environment: string, folder = configDirectory()): PolicyConfig {
  const name = policyConfigName(environment);
  const file = [folder, repository].map((place) => path.join(place, name)).find(isThere);
  if (file === undefined) return { rules: {} };
  const { value, problems } = parseValues(schemaOf(allRules), withoutShorthand(readJson(file, name)));
  if (value === undefined) throw new UsageError(describe(name, problems.map(helpful)));
  return { file, rules: value as PolicyConfig["rules"] }; // what the schema of every rule says
}

/** Links that lead nowhere are there, and what cannot be looked at is an error: else a laxer file would take its place. */
function isThere(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Level of a rule in an environment. */
export function levelIn({ rules }: PolicyConfig, rule: Rule): EnforcementLevel {
  return rules[rule.id]?.enforcementLevel ?? rules.all?.enforcementLevel ?? rule.level;
}

const allRules: readonly Rule[] = Object.values(registry).flat();

/** `all` is Pulumi's name for every rule that the file does not name. */
function schemaOf(rules: readonly Rule[]): z.ZodObject {
  return z.strictObject({
    all: z.strictObject({ enforcementLevel: level }).optional(),
    ...Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule).optional()])),
  });
}

function ruleSchema({ settings = {} }: Rule): z.ZodObject {
  const own = Object.entries(settings).map(([name, { schema }]) => [
    name,
    // Both are JSON Schema; the SDK's type allows a form of `items` that zod's does not.
    z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).optional(),
  ]);
  return z.strictObject({
    enforcementLevel: level.optional(),
    undecided: z.enum(["mandatory", "advisory"]).optional(),
    exemptions: z.array(exemption).optional(),
    ...(Object.fromEntries(own) as z.ZodRawShape),
  });
}

/** `"imdsv2": "advisory"` is short for `"imdsv2": { "enforcementLevel": "advisory" }`. */
function withoutShorthand(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  return Object.fromEntries(
    Object.entries(content).map(([rule, value]: [string, unknown]) => [
      rule,
      typeof value === "string" ? { enforcementLevel: value } : value,
    ]),
  );
}

function readJson(file: string, name: string): unknown {
  const text = fs.readFileSync(file, "utf8");
  try {
    const content: unknown = JSON.parse(text);
    // JSON.parse takes the last of two equal keys; the YAML parser, for which JSON is YAML, says where they are.
    const twice = parseDocument(text).errors.map(({ message }) => ({
      key: "",
      message: message.split("\n", 1)[0] ?? "",
    }));
    if (twice.length > 0) throw new UsageError(describe(name, twice));
    return content;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(describe(name, [{ key: "", message: `is not JSON: ${error.message}` }]));
  }
}

/** A list of all rules helps nobody who mistyped one. */
function helpful(problem: ConfigProblem): ConfigProblem {
  const { key, message } = problem;
  if (key.includes(".") || !message.startsWith("unknown key")) return problem;
  const meant = nearest(
    key,
    allRules.map(({ id }) => id),
  );
  const hint = meant.length > 0 ? `did you mean ${meant.join(" or ")}? ` : "";
  return { key, message: `is no rule: ${hint}npx platform policy list names them all` };
}

function describe(name: string, problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `${name} has ${count}:`,
    ...problems.map(({ key, message }) => `  - ${key === "" ? "it" : key} ${message}`),
    `Edit ${name}: in the repository, or in $PLATFORM_CONFIG_DIR.`,
  ].join("\n");
}
