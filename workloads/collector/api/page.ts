import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";
import { Admission } from "../http/admission.ts";
import { reply } from "../http/answers.ts";
import { type Handler, type Routes } from "../http/routes.ts";
import { exampleMoment } from "./examples.ts";
import { type Described, openApi } from "./openapi.ts";

const packageFolder = path.dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));

/** Most files of the page that are sent at one time: nobody has to prove who they are to ask for one. */
const mostAtOnce = 16;
const mostMs = 60_000;

const index = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Events of devices</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="page"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#page" });\n`;

/** Everything comes from this server, and nothing may put the page into a frame. Icons in the style sheet are data. */
const security = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

/**
 * The API's description, and a page to read it and try it out.
 *
 * @param now milliseconds since 1970: when the examples happened, for whoever asks at that moment.
 */
export function apiRoutes(described: Described, now: () => number): Routes {
  const description = JSON.stringify(openApi(described));
  const admission = new Admission({ inFlightRequests: mostAtOnce, inFlightBytes: Infinity });
  const text = (contentType: string, body: string | (() => string)): Handler => {
    return (_, response) => {
      const written = typeof body === "string" ? body : body();
      reply(response, { status: 200, contentType, body: written, headers: security });
    };
  };
  const current = (): string => description.replaceAll(exampleMoment, new Date(now()).toISOString());
  const file = (name: string, contentType: string): Handler => {
    const place = path.join(packageFolder, name);
    return async ({ method }, response) => {
      const ticket = admission.enter();
      try {
        const { size } = await stat(place);
        response.writeHead(200, { "Content-Type": contentType, "Content-Length": size, ...security });
        // In pieces, as its reader takes them.
        if (method === "HEAD") response.end();
        else await pipeline(createReadStream(place), response, { signal: AbortSignal.timeout(mostMs) });
      } finally {
        ticket.leave();
      }
    };
  };
  return {
    "/openapi.json": { GET: text("application/json", current) },
    "/docs": { GET: text("text/html; charset=utf-8", index) },
    "/docs/start.js": { GET: text("text/javascript; charset=utf-8", start) },
    "/docs/swagger-ui.css": { GET: file("swagger-ui.css", "text/css; charset=utf-8") },
    "/docs/swagger-ui-bundle.js": { GET: file("swagger-ui-bundle.js", "text/javascript; charset=utf-8") },
    "/docs/favicon-32x32.png": { GET: file("favicon-32x32.png", "image/png") },
  };
}
