import { readFileSync } from "node:fs";
import { z } from "zod";
import { collectorSettings, type CollectorSettings } from "./settings.ts";

/** What is wrong with the settings, for who wrote them: all of it at once. */
export class SettingsProblem extends Error {
  override readonly name = "SettingsProblem";
}

/**
 * Reads the settings file.
 *
 * @param file path of a JSON file, as `$COLLECTOR_SETTINGS` has it.
 * @throws {SettingsProblem} with a line for every problem: the key, the value it has, what is allowed.
 */
export function readSettings(file: string | undefined): CollectorSettings {
  if (file === undefined || file === "") {
    throw new SettingsProblem("COLLECTOR_SETTINGS is not set; it must be the path of the settings file (JSON).");
  }
  const value = parsed(file);
  const result = collectorSettings.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => problems(issue)).map((line) => `  ${line}`);
  throw new SettingsProblem([`The settings in ${file} cannot be used:`, ...lines].join("\n"));
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SettingsProblem(`The settings file ${file} cannot be read as JSON: ${String(error)}`);
  }
}

/** A choice of several forms is shown by the problems of the form that comes nearest. */
function problems(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${[...issue.path, key].join(".")}: there is no such key; --help lists them`);
  }
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [line(issue)];
  const nearest = issue.errors.reduce((best, other) => (other.length < best.length ? other : best));
  return nearest.flatMap((inner) => problems({ ...inner, path: [...issue.path, ...inner.path] }));
}

function line({ path, message, input }: z.core.$ZodIssue): string {
  const value = input === undefined ? "not set" : JSON.stringify(input);
  return `${path.join(".") || "(the whole file)"}: ${value}: ${message}`;
}

/** What `--help` says: every key of the file with what is allowed and its default. */
export function settingsHelp(): string {
  const schema = z.toJSONSchema(collectorSettings, { io: "input" });
  return [
    "Takes events from devices over HTTPS and hands them to Kafka.",
    "",
    "  COLLECTOR_SETTINGS=<file> node workloads/collector/main.ts",
    "",
    "The file is JSON; (a) to (c) are forms of which one is chosen. Its keys:",
    "",
    ...helpLines(schema as Shape, ""),
    "",
  ].join("\n");
}

/** What of JSON Schema the settings make use of. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

function helpLines(shape: Shape, path: string): readonly string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => {
    const key = path === "" ? name : `${path}.${name}`;
    const forms = formsOf(inner);
    if (forms.length > 1) {
      return forms.flatMap((form, index) => helpLines(form, `(${"abcdef".charAt(index)}) ${key}`));
    }
    const isRequired = shape.required?.includes(name) === true;
    if (inner.properties !== undefined) {
      const isOptional = !isRequired && inner.default === undefined;
      return [...(isOptional ? [`  ${key.padEnd(48)} object; optional, with:`] : []), ...helpLines(inner, key)];
    }
    const fallback = inner.default === undefined ? "optional" : `default ${JSON.stringify(inner.default)}`;
    return [`  ${key.padEnd(48)} ${allowed(inner)}; ${isRequired ? "required" : fallback}`];
  });
}

function formsOf(shape: Shape): readonly Shape[] {
  const forms = shape.anyOf ?? shape.oneOf;
  return forms === undefined ? [shape] : forms.flatMap(formsOf);
}

function allowed({ type = "", format, enum: values, const: value, minimum, maximum }: Shape): string {
  if (value !== undefined) return JSON.stringify(value);
  if (values !== undefined) return values.join(" | ");
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`at most ${maximum}`]),
  ];
  return [format ?? type, ...bounds].join(", ");
}
