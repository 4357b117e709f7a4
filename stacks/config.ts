import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type PlatformConfig, platformNamespace, platformSchema } from "./platform-config.ts";

/** Configuration of one phase: its namespace in the environment file and what may stand there, as a `z.strictObject`. */
export interface ConfigSection<S extends z.ZodObject = z.ZodObject> {
  readonly namespace: string;
  readonly schema: S;
}

/** One thing that is wrong in an environment file. */
export interface ConfigProblem {
  /** Full key, for example `network:cidr`. */
  readonly key: string;
  /** What was got and what is allowed. */
  readonly message: string;
}

/** Configuration as Pulumi hands it over: full key to text; objects and lists as JSON. */
export type RawConfig = Readonly<Record<string, string>>;

/**
 * Reads `platform:*` and one phase's keys from the environment file, once per program.
 *
 * @throws {pulumi.RunError} with every problem of both sections: key, value, what is allowed, and the file to edit.
 */
export function loadConfig<S extends z.ZodObject>(
  section: ConfigSection<S>,
): { readonly platform: PlatformConfig; readonly phase: Readonly<z.output<S>> } {
  const raw = pulumi.runtime.allConfig();
  const secretKeys = new Set(secretConfigKeys());
  const platform = parseSection({ namespace: platformNamespace, schema: platformSchema }, raw, secretKeys);
  const phase = parseSection(section, raw, secretKeys);
  const problems = [...platform.problems, ...phase.problems];
  if (platform.value === undefined || phase.value === undefined || problems.length > 0) {
    throw new pulumi.RunError(describeConfigProblems(`Pulumi.${pulumi.getStack()}.yaml`, problems));
  }
  return { platform: deepFreeze(platform.value), phase: deepFreeze(phase.value) };
}

/** Parses one section without an engine; used by `platform` to report the problems of every phase at once. */
export function parseSection<S extends z.ZodObject>(
  section: ConfigSection<S>,
  raw: RawConfig,
  secretKeys: ReadonlySet<string> = new Set(),
): { readonly value?: z.output<S>; readonly problems: readonly ConfigProblem[] } {
  const prefix = `${section.namespace}:`;
  const texts = Object.entries(raw).filter(([key]) => key.startsWith(prefix));
  const values = Object.fromEntries(
    texts.map(([key, text]) => [key.slice(prefix.length), fromText(section.schema, key.slice(prefix.length), text)]),
  );
  const result = section.schema.safeParse(values);
  if (result.success) {
    return { value: result.data, problems: [] };
  }
  const allowed = Object.keys(section.schema.shape);
  const problems = result.error.issues.flatMap((issue): ConfigProblem[] => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) {
      return issue.keys.map((key) => ({
        key: prefix + key,
        message: `unknown key; allowed here: ${allowed.map((name) => prefix + name).join(", ")}`,
      }));
    }
    const [name, ...rest] = issue.path.map(String);
    const key = [prefix + (name ?? ""), ...rest].join(".");
    return [{ key, message: `${received(raw, prefix + (name ?? ""), secretKeys)}: ${issue.message}` }];
  });
  return { problems };
}

/** All problems of a file as one message. */
export function describeConfigProblems(file: string, problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `${file} has ${count}:`,
    ...problems.map(({ key, message }) => `  - ${key} ${message}`),
    `Edit ${file}: at the top of the repository, or in $PLATFORM_CONFIG_DIR.`,
  ].join("\n");
}

function received(raw: RawConfig, key: string, secretKeys: ReadonlySet<string>): string {
  const text = raw[key];
  if (text === undefined) {
    return "is missing";
  }
  return secretKeys.has(key) ? "= [secret]" : `= ${JSON.stringify(text)}`;
}

/** Pulumi keeps every value as text: what the schema wants as text stays text, everything else is JSON. */
function fromText(schema: z.ZodObject, name: string, text: string): unknown {
  const wanted: unknown = schema.shape[name];
  if (wanted instanceof z.ZodType && wanted.safeParse(text).success) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function secretConfigKeys(): readonly string[] {
  const text = process.env.PULUMI_CONFIG_SECRET_KEYS;
  return text === undefined ? [] : (JSON.parse(text) as string[]); // written by Pulumi's language host as a list of keys
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
