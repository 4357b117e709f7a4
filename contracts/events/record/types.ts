import { compile } from "json-schema-to-typescript";
import { type JsonSchema } from "../registry-schema.ts";

/** Types of events by name, and a union of some of them by its name, as the text of a module. */
export async function typesModule(
  schemas: ReadonlyMap<string, JsonSchema>,
  unions: ReadonlyMap<string, { readonly description: string; readonly of: readonly string[] }>,
): Promise<string> {
  const types = await Promise.all([...schemas].map(([name, schema]) => typeOf(name, schema)));
  const unionTypes = [...unions].map(
    ([name, { description, of }]) => `/** ${description} */\nexport type ${name} = ${of.join(" | ")};\n`,
  );
  return ["// Generated from the schemas of events: npm run events:record.", ...types, ...unionTypes].join("\n\n");
}

/** A title or an identifier would become the type's name; references were resolved before. */
function typeOf(name: string, schema: JsonSchema): Promise<string> {
  return compile({ ...schema, $id: undefined, title: undefined }, name, { bannerComment: "", format: false });
}
