import { type IncomingMessage, type ServerResponse } from "node:http";
import { Refused } from "../refused.ts";

/**
 * The parser takes a request without a version, as of before HTTP/1.0, and one of HTTP/1.1 that names no host.
 *
 * @throws {Refused} `malformed_request`
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function demandHttp({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === "1.1" && headers.host !== undefined) return;
  if (httpVersion !== "1.0") throw new Refused("malformed_request");
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Handlers by path, and by method. Who handles GET handles HEAD. */
export type Routes = Readonly<Record<string, Readonly<Partial<Record<"GET" | "POST", Handler>>>>>;

/**
 * The handler of a request; what its URL asks for with a question mark is left aside.
 *
 * @throws {Refused} `not_found` or `method_not_allowed`.
 */
export function handlerOf(routes: Routes, { url = "", method = "" }: IncomingMessage): Handler {
  const route = Object.hasOwn(routes, url) ? routes[url] : routeOf(routes, pathOf(url));
  if (route === undefined) throw new Refused("not_found");
  const asked = method === "HEAD" ? "GET" : method;
  const handler = asked === "GET" || asked === "POST" ? route[asked] : undefined;
  if (handler !== undefined) return handler;
  const allowed = Object.keys(route).join(", ");
  throw new Refused("method_not_allowed", `Allowed: ${allowed}.`, { Allow: allowed });
}

function routeOf(routes: Routes, path: string): Routes[string] | undefined {
  return Object.hasOwn(routes, path) ? routes[path] : undefined;
}

/** A request's target is a path, or a whole URL (RFC 9112, 3.2.2). */
function pathOf(target: string): string {
  return /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] ?? "";
}
