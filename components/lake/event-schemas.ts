import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type JsonSchema, registrySchema } from "../../contracts/events/registry-schema.ts";
import { type Grant } from "../iam/grant.ts";
import { readSchemas } from "../iam/grants/index.ts";
import { physicalName, type Place } from "../naming.ts";

export interface EventSchemasArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Schemas by name: event type and major version. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Largest schema that the registry takes. */
const maxCharacters = 170_000;

/**
 * A registry of the Glue Schema Registry with the schemas of the events. A version that readers of older records could not
 * read is refused by the registry (BACKWARD); that is a new major version, and so a new schema. @stateful
 */
export class EventSchemas extends pulumi.ComponentResource {
  /** Name of the registry, known before it exists. */
  readonly registryName: string;
  readonly #place: Place;

  constructor(name: string, args: EventSchemasArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:EventSchemas", name, {}, opts);
    this.#place = args.place;
    this.registryName = physicalName("schema-registry", args.place, "events");
    const registry = new aws.glue.Registry(
      `${name}-registry`,
      { registryName: this.registryName, description: "Schemas of what devices send" },
      { parent: this },
    );
    for (const [schemaName, schema] of Object.entries(args.schemas)) {
      new aws.glue.Schema(
        `${name}-${schemaName}`,
        {
          registryArn: registry.arn,
          schemaName,
          dataFormat: "JSON",
          compatibility: "BACKWARD",
          schemaDefinition: definitionOf(schemaName, schema),
        },
        { parent: this },
      );
    }
    this.registerOutputs({ registryName: this.registryName });
  }

  /** Looking schemas up, for who serialises or reads events. */
  grantRead(): Grant {
    return readSchemas({ place: this.#place, registry: this.registryName });
  }
}

function definitionOf(name: string, schema: JsonSchema): string {
  const text = JSON.stringify(registrySchema(schema));
  if (text.length > maxCharacters) {
    throw new Error(
      `The schema ${name} has ${text.length} characters; the Glue Schema Registry takes ${maxCharacters}. Split the event type.`,
    );
  }
  return text;
}
