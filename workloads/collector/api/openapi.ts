import { catalogue } from "../../../contracts/events/catalogue.ts";
import { eventSchema, schemaName } from "../../../contracts/events/compose.ts";
import { quarantineReasons, refusals } from "../../../contracts/events/outcomes.ts";
import { examples } from "./examples.ts";

type Json = Readonly<Record<string, unknown>>;

/** What of the settings the description tells. */
export interface Described {
  readonly limits: { readonly bodyBytes: number; readonly eventBytes: number; readonly eventsPerRequest: number };
  readonly authentication: { readonly by: "mtls" | "jwt" };
}

/**
 * The API's description, made of what the collector itself works by: the schemas of events, the codes of outcomes.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApi({ limits, authentication }: Described): Json {
  const scheme = authentication.by === "jwt" ? "token" : "certificate";
  return {
    openapi: "3.1.1",
    info: {
      title: "Events of devices",
      version: "1.0.0",
      summary: "Takes events, and answers when they are kept.",
      description: [
        "`sent = accepted + quarantined + refused`. An answer 200 means that every event of the request is kept: accepted, or",
        "quarantined with its reason. Any other answer promises nothing: the events stay the sender's to keep. A request that",
        "may succeed later is answered with `Retry-After`; sent again with the same `event_id`s it does no harm.",
        "",
        `A request may have ${limits.bodyBytes} bytes, unpacked too, and ${limits.eventsPerRequest} events; an event`,
        `${limits.eventBytes} bytes.`,
      ].join("\n"),
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ [scheme]: [] }],
    tags: [{ name: "Events", description: "What devices send." }],
    paths: { "/v1/events": { post: sendEvents } },
    components: {
      securitySchemes: { [scheme]: securitySchemes[scheme] },
      schemas: {
        ...Object.fromEntries(catalogue.map((entry) => [schemaName(entry), embedded(eventSchema(entry, "sent"))])),
        Event: { title: "Event", oneOf: catalogue.map((entry) => reference(schemaName(entry))) },
        IngestAnswer: ingestAnswer,
        EventResult: eventResult,
        ...Object.fromEntries(statuses.map((status) => [`Refusal${status}`, refusalSchema(status)])),
      },
    },
  };
}

const securitySchemes = {
  certificate: {
    type: "mutualTLS",
    description:
      "The device stands in the certificate's subject alternative name, `urn:event-platform:device:<id>`; a gateway's devices as `urn:event-platform:gateway:<prefix>`.",
  },
  token: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The device is `sub`; a gateway's devices are the prefixes in `gateway_for`.",
  },
} as const;

/** Statuses of refusals of this path, in order. */
const statuses: readonly number[] = [...new Set(Object.values(refusals).map(({ status }) => status))]
  .filter((status) => status !== 404 && status !== 405)
  .sort((one, other) => one - other);

const sendEvents = {
  operationId: "sendEvents",
  tags: ["Events"],
  summary: "Send events",
  description:
    "One event, an array of events, or one event a line. Whether a part that cannot be read is quarantined by itself or the whole request is refused depends on whether the body can be told apart: lines always can; an array whose brackets and quotes do not close cannot; any other JSON body is one event.",
  parameters: [
    {
      name: "Content-Encoding",
      in: "header",
      required: false,
      description: "How the body is packed.",
      schema: { type: "string", enum: ["gzip", "identity"] },
    },
  ],
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: { oneOf: [reference("Event"), { title: "Events", type: "array", items: reference("Event") }] },
        examples: {
          ...Object.fromEntries(
            Object.entries(examples).map(([type, value]) => [type, { summary: `An event of type ${type}`, value }]),
          ),
          array: { summary: "Several events", value: Object.values(examples) },
        },
      },
      "application/x-ndjson": {
        schema: { type: "string", description: "One event a line; blank lines are passed over." },
        examples: {
          lines: {
            summary: "Several events, one a line",
            value: `${Object.values(examples)
              .map((event) => JSON.stringify(event))
              .join("\n")}\n`,
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: "Every event is accepted or quarantined, and will not be lost.",
      content: { "application/json": { schema: reference("IngestAnswer") } },
    },
    ...Object.fromEntries(statuses.map((status) => [status, refusalResponse(status)])),
  },
} as const;

const ingestAnswer = {
  type: "object",
  required: ["accepted", "quarantined", "results"],
  additionalProperties: false,
  properties: {
    accepted: { type: "integer", minimum: 0 },
    quarantined: { type: "integer", minimum: 0 },
    results: { description: "One for each event, in the order sent.", type: "array", items: reference("EventResult") },
  },
} as const;

const eventResult = {
  type: "object",
  required: ["outcome"],
  additionalProperties: false,
  properties: {
    outcome: { type: "string", enum: ["accepted", "quarantined"] },
    event_id: { description: "As sent, where it could be read.", type: "string" },
    code: {
      description: table(quarantineReasons),
      type: "string",
      enum: Object.keys(quarantineReasons),
    },
    detail: {
      description: "Of a quarantined event: what is wrong, and where. Never a value of the event.",
      type: "string",
    },
  },
} as const;

function refusalsOf(status: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(refusals)
      .filter(([code, refusal]) => refusal.status === status && code !== "not_found" && code !== "method_not_allowed")
      .map(([code, { what }]) => [code, what]),
  );
}

function refusalSchema(status: number): Json {
  const codes = refusalsOf(status);
  return {
    description: "Problem details (RFC 9457).",
    type: "object",
    required: ["type", "title", "status", "code"],
    additionalProperties: false,
    properties: {
      type: { const: "about:blank" },
      title: { type: "string" },
      status: { const: status },
      code: { description: table(codes), type: "string", enum: Object.keys(codes) },
      detail: { description: "What is wrong with this request, without a value of it.", type: "string" },
    },
  };
}

function refusalResponse(status: number): Json {
  const mayRetry = Object.values(refusals).some((refusal) => refusal.status === status && refusal.retry);
  return {
    description: Object.values(refusalsOf(status)).join(". "),
    ...(mayRetry && {
      headers: {
        "Retry-After": {
          description: "Seconds to wait before sending again.",
          schema: { type: "integer", minimum: 0 },
        },
      },
    }),
    content: { "application/problem+json": { schema: reference(`Refusal${status}`) } },
  };
}

/** A schema as a part of the description, which says the dialect for all of them. */
function embedded(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([word]) => word !== "$schema" && word !== "$id"));
}

function table(meanings: Readonly<Record<string, string>>): string {
  return Object.entries(meanings)
    .map(([code, what]) => `- \`${code}\`: ${what}`)
    .join("\n");
}

function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
