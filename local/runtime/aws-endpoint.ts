import * as http from "node:http";
import * as https from "node:https";
import type { Certificate } from "./kafka/certificates.ts";

/**
 * TLS in front of the emulator. Not listening yet.
 *
 * AWS's endpoints speak TLS and the deployed bucket policies deny every request that does not. The emulator evaluates those
 * policies but listens on plain HTTP; so whoever acts under a deployed role comes through here.
 */
export function awsEndpoint(emulatorEndpoint: string, { key, cert }: Certificate): https.Server {
  return https.createServer({ key, cert }, forwardTo(new URL(emulatorEndpoint)));
}

function forwardTo(emulator: URL): http.RequestListener {
  const agent = new http.Agent({ keepAlive: true });
  return (incoming, answer) => {
    const headers = { ...incoming.headers, "x-forwarded-proto": "https" };
    // This server has told the client to continue already.
    delete headers.expect;
    const outgoing = http.request(
      { agent, host: emulator.hostname, port: emulator.port, method: incoming.method, path: incoming.url, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.pipe(answer);
      },
    );
    outgoing.on("error", (error) => {
      answer.writeHead(502).end(`The emulator did not answer: ${error.message}`);
    });
    incoming.pipe(outgoing);
  };
}
