import { timingSafeEqual } from "node:crypto";
import * as http from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Control } from "./control-api.ts";
import { processIdentity, type ProcessIdentity } from "./process-identity.ts";

const faultPlan = z.array(
  z.object({
    type: z.string(),
    name: z.string().optional(),
    operation: z.enum(["create", "read", "update", "delete"]),
    kind: z.enum(["error", "lost-reply", "hang"]),
    message: z.string().optional(),
    times: z.number().int().positive(),
  }),
);

/** A request that gets an answer other than 200. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The control API over HTTP: JSON, on loopback, for whoever holds the token. Not listening yet. */
export function controlServer(control: Control, token: string): http.Server {
  return http.createServer((request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? null));
    };
    answer(control, request, token).then(
      (body) => {
        reply(200, body);
      },
      (error: unknown) => {
        reply(error instanceof Refusal ? error.status : 500, {
          error: error instanceof Error ? error.message : String(error),
        });
      },
    );
  });
}

async function answer(control: Control, request: http.IncomingMessage, token: string): Promise<unknown> {
  if (!hasToken(request, token))
    throw new Refusal(401, "The control API needs the token in the state directory's daemon.json.");
  const [resource = "", argument, ...rest] = new URL(request.url ?? "/", "http://localhost").pathname
    .slice(1)
    .split("/")
    .map(decodeURIComponent);
  const route = `${request.method ?? ""} /${resource}${argument === undefined ? "" : "/:id"}${rest.length > 0 ? "/…" : ""}`;
  const id = argument ?? "";
  switch (route) {
    case "GET /status":
      return control.status();
    case "POST /sessions":
      return control.openSession(parseClient(await text(request)));
    case "GET /sessions/:id":
      return found(control.sessionReport(id), `session ${id}`);
    case "DELETE /sessions/:id":
      return found((await control.closeSession(id)) || undefined, `session ${id}`);
    case "PUT /faults":
      control.setFaults(parseFaults(await text(request)));
      return;
    case "DELETE /faults":
      control.setFaults([]);
      return;
    case "GET /journal":
      return control.journal();
    case "GET /kafka/:id":
      return found(control.kafka(id), `Kafka cluster ${id}`);
    case "POST /stop":
      return control.stop();
    default:
      throw new Refusal(404, `The control API has no ${route}.`);
  }
}

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Refusal(404, `There is no ${what} in the one-machine cloud.`);
  return thing;
}

function hasToken(request: http.IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const sessionRequest = z.object({ client: processIdentity.optional() });

/** Nothing at all asks for a session that stays. */
function parseClient(body: string): ProcessIdentity | undefined {
  if (body === "") return undefined;
  try {
    return sessionRequest.parse(JSON.parse(body)).client;
  } catch (error) {
    throw new Refusal(400, `This asks for no session: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseFaults(body: string): z.infer<typeof faultPlan> {
  try {
    return faultPlan.parse(JSON.parse(body));
  } catch (error) {
    throw new Refusal(400, `This is not a fault plan: ${error instanceof Error ? error.message : String(error)}`);
  }
}
