import { isDeepStrictEqual } from "node:util";
import { _, Ajv2020, type Options } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { formats } from "../formats.ts";
import { type JsonSchema } from "../registry-schema.ts";
import shared from "../shared.schema.json" with { type: "json" };

/** Where a helper of Ajv's is asked for while the validators run; nothing of Ajv's may be. */
const lengthHelper = 'require("ajv/dist/runtime/ucs2length").default';

/**
 * Validators of schemas as the text of an ES module that exports a `Map` from the schemas' names to functions. They are compiled
 * here, so that nothing is compiled, nor Ajv loaded, where they run.
 *
 * `first` stops at the first error and makes no messages; `all` lists every error.
 */
export function validatorsModule(schemas: ReadonlyMap<string, JsonSchema>, errors: "first" | "all"): string {
  const ajv = new Ajv2020({ ...options, allErrors: errors === "all", messages: errors === "all" });
  const ids = new Map<string, string>();
  for (const [name, schema] of schemas) {
    ajv.addSchema(checkedByFormat(schema), name);
    ids.set(identifierOf(name), name);
  }
  // Both packages are CommonJS: their default export is the module object for an ES importer.
  const code = standaloneCode.default(ajv, Object.fromEntries(ids));
  const helped = code.replaceAll(lengthHelper, "codePoints");
  if (/\brequire\(/.test(helped)) throw new Error("A validator would load modules of Ajv's where it runs.");
  const entries = [...ids].map(([id, name]) => `[${JSON.stringify(name)}, ${id}]`);
  return [
    "// Generated from the schemas of events: npm run events:record.",
    'import { codePoints, formats } from "../formats.ts";',
    helped.replace('"use strict";', "").replaceAll("export const", "const"),
    `export const validators = new Map([${entries.join(", ")}]);`,
    "",
  ].join("\n");
}

/** Types of such a module. */
export const validatorsTypes = `// Generated from the schemas of events: npm run events:record.
import { type Validator } from "../problems.ts";

/** Validators by the name of the schema. */
export const validators: ReadonlyMap<string, Validator>;
`;

const options: Options = {
  code: { source: true, esm: true, lines: true, formats: _`formats` },
  // What an address of electronic mail is checked by is the pattern beside it.
  formats: { ...formats, email: true },
  keywords: ["x-personal-data"],
  // A value of several scalar types may have a bound that is of one of them.
  allowUnionTypes: true,
  strict: true,
  strictTypes: false,
};

const { envelope, moment, name } = shared.$defs;

/** Words that a format of ours checks faster, and all that they say. */
const faster: readonly { readonly words: JsonSchema; readonly format: keyof typeof formats }[] = [
  { words: { format: "uuid", pattern: envelope.properties.event_id.pattern }, format: "uuid" },
  { words: { pattern: envelope.properties.device_id.pattern }, format: "device-id" },
  { words: { format: "date-time", pattern: moment.pattern }, format: "date-time" },
  { words: { pattern: name.pattern, not: name.not }, format: "name" },
];

/** A schema with our formats in the place of the words that say the same to other readers. */
function checkedByFormat(schema: JsonSchema): JsonSchema {
  const known = faster.find(({ words }) =>
    Object.entries(words).every(([word, value]) => isDeepStrictEqual(schema[word], value)),
  );
  const kept = Object.entries(schema).filter(([word]) => known === undefined || !(word in known.words));
  return Object.fromEntries([
    ...(known === undefined ? [] : [["format", known.format]]),
    ...kept.map(([word, value]) => {
      if (!isObject(value)) return [word, value];
      const isMap = word === "properties";
      return [word, isMap ? mapped(value) : checkedByFormat(value)];
    }),
  ]) as JsonSchema; // entries of words
}

/** Names are no words of the schema. */
function mapped(schemas: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, one]) => [name, isObject(one) ? checkedByFormat(one) : one]),
  );
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function identifierOf(name: string): string {
  return name.replaceAll(/\W(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
