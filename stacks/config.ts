import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defaultMessage } from "./config-messages.ts";
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
  return parseValues(section.schema, values, {
    prefix,
    isSecret: ([name = ""]) => secretKeys.has(fullKey(prefix, [name])),
  });
}

/** Where values come from, for messages about them. */
interface Source {
  /** What stands before every key. */
  readonly prefix: string;
  /** Whether what is at a path must not be shown. */
  readonly isSecret: (path: Path) => boolean;
}

/** Parses values and says of each problem at which key it is, what was got and what is allowed. */
export function parseValues<S extends z.ZodObject>(
  schema: S,
  values: unknown,
  { prefix, isSecret }: Source = { prefix: "", isSecret: () => false },
): { readonly value?: z.output<S>; readonly problems: readonly ConfigProblem[] } {
  const result = schema.safeParse(values, { error: defaultMessage });
  if (result.success) {
    return { value: result.data, problems: [] };
  }
  const problems = result.error.issues.flatMap((issue): ConfigProblem[] => {
    if (issue.code === "unrecognized_keys") {
      const { path } = issue;
      const allowed = allowedKeys(schema, path, values).map((name) => fullKey(prefix, [...path, name]));
      return issue.keys.map((key) => ({
        key: fullKey(prefix, [...path, key]),
        message: `unknown key; allowed here: ${allowed.join(", ")}`,
      }));
    }
    const got = received(values, issue.path, isSecret(issue.path));
    return [{ key: fullKey(prefix, issue.path), message: `${got}: ${issue.message}` }];
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

type Path = readonly PropertyKey[];

/** Key as it is looked for in the file, for example `foundation:audit.objectLock.days`. */
function fullKey(prefix: string, path: Path): string {
  return prefix + path.map(String).join(".");
}

/** The value at the path alone, not all of the object that it stands in. */
function received(values: unknown, path: Path, isSecret: boolean): string {
  const value = path.reduce(memberOf, values);
  if (value === undefined) {
    return "is missing";
  }
  return isSecret ? "= [secret]" : `= ${JSON.stringify(value)}`;
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<PropertyKey, unknown>>)[name]
    : undefined;
}

/** Names that an object of the schema knows, at a path of the value; of a choice of forms, those of the one that was chosen. */
function allowedKeys(schema: z.core.$ZodType, path: Path, value: unknown): readonly string[] {
  const inner = chosenForm(withoutWrappers(schema), value);
  const [name, ...rest] = path;
  if (inner instanceof z.ZodObject) {
    const member: unknown = inner.shape[String(name)];
    if (name === undefined) return Object.keys(inner.shape);
    return member instanceof z.ZodType ? allowedKeys(member, rest, memberOf(value, name)) : [];
  }
  if (name === undefined) {
    return inner instanceof z.ZodRecord && inner.keyType instanceof z.ZodEnum ? inner.keyType.options.map(String) : [];
  }
  if (inner instanceof z.ZodRecord) return allowedKeys(inner.valueType, rest, memberOf(value, name));
  return inner instanceof z.ZodArray ? allowedKeys(inner.element, rest, memberOf(value, name)) : [];
}

/** Of a discriminated union, the form that the value says it has. */
function chosenForm(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator, options } = schema.def;
  const forms: readonly z.core.$ZodType[] = options;
  const chosen = memberOf(value, discriminator);
  const isChosen = (form: z.core.$ZodType): boolean =>
    form instanceof z.ZodObject && z.safeParse(form.shape[discriminator] as z.ZodType, chosen).success;
  return forms.find(isChosen) ?? schema;
}

/** The schema below its defaults and the like. */
function withoutWrappers(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? withoutWrappers(schema.def.innerType)
    : schema;
}

/** Pulumi keeps every value as text: what the schema wants as text stays text, everything else is JSON. */
function fromText(schema: z.ZodObject, name: string, text: string): unknown {
  const wanted: unknown = schema.shape[name];
  if (wanted instanceof z.ZodType && (isText(wanted) || wanted.safeParse(text).success)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isText(schema: z.ZodType): boolean {
  const inner = withoutWrappers(schema);
  return inner instanceof z.ZodString || inner instanceof z.ZodStringFormat;
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
