import { type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { type Agent, request } from "node:https";

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Which connection it came on: the client's port. */
  readonly connection: number | undefined;
}

export interface Asked {
  readonly port: number;
  readonly agent: Agent;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** One HTTPS request to this machine. */
export function ask({ port, agent, path = "/v1/events", method = "POST", headers, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, agent, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      const connection = response.socket.localPort;
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, headers: answered } = response;
        resolve({ status: statusCode, headers: answered, text: Buffer.concat(chunks).toString(), connection });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
