import * as prettier from "prettier";
import { catalogue } from "../catalogue.ts";
import { eventSchema, schemaName, type View } from "../compose.ts";
import { type JsonSchema } from "../registry-schema.ts";
import { releasedFile, wholeSchemas } from "./released.ts";
import { sparkModule } from "./spark.ts";
import { typesModule } from "./types.ts";
import { validatorsModule, validatorsTypes } from "./validators.ts";

/** Everything that is generated from the schemas: text by path in the repository. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const sent = schemasOf("sent");
  const ingested = schemasOf("ingested");
  const folder = "contracts/events/generated";
  const validators = [
    ["sent", validatorsModule(sent, "first")],
    ["sent-in-full", validatorsModule(sent, "all")],
    ["ingested-in-full", validatorsModule(ingested, "all")],
  ] as const;
  return new Map([
    ...validators.flatMap(
      ([name, text]) =>
        [
          [`${folder}/${name}.js`, text],
          [`${folder}/${name}.d.ts`, validatorsTypes],
        ] as const,
    ),
    ["workloads/jobs/event_schemas/__init__.py", sparkModule(ingested)],
    [`${folder}/types.ts`, await formatted(await types(), "typescript")],
    ...(await Promise.all(
      Object.entries(wholeSchemas()).map(
        async ([name, schema]) => [releasedFile(name), await formatted(JSON.stringify(schema), "json")] as const,
      ),
    )),
  ]);
}

/** Whole schemas by name. */
function schemasOf(view: View): ReadonlyMap<string, JsonSchema> {
  return new Map(catalogue.map((entry) => [schemaName(entry), eventSchema(entry, view)]));
}

function types(): Promise<string> {
  const sent = catalogue.map((entry) => [typeName(entry), eventSchema(entry, "sent")] as const);
  const ingested = catalogue.map((entry) => [`Ingested${typeName(entry)}`, eventSchema(entry, "ingested")] as const);
  const names = (types: readonly (readonly [string, JsonSchema])[]): readonly string[] => types.map(([name]) => name);
  return typesModule(
    new Map([...sent, ...ingested]),
    new Map([
      ["DeviceEvent", { description: "An event as a device sends it.", of: names(sent) }],
      ["IngestedEvent", { description: "An event as it lies in its topic.", of: names(ingested) }],
    ]),
  );
}

/** `TelemetryV1` */
function typeName({ type, version }: (typeof catalogue)[number]): string {
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}V${version}`;
}

function formatted(text: string, parser: "typescript" | "json"): Promise<string> {
  return prettier.format(text, { parser, printWidth: 120 });
}
