/** A workload for tests: says over HTTPS what it sees. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as https from "node:https";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const settings = JSON.parse(readFileSync(process.env.ECHO_SETTINGS ?? "", "utf8")) as { tls: string; ready: boolean };
const certificate = { cert: readFileSync(`${settings.tls}/tls.crt`), key: readFileSync(`${settings.tls}/tls.key`) };

async function answerTo(url: URL): Promise<string> {
  switch (url.pathname) {
    case "/environment":
      return JSON.stringify(process.env);
    case "/file":
      return readFile(url.searchParams.get("path") ?? "", "utf8");
    case "/caller":
      return (await new STSClient().send(new GetCallerIdentityCommand())).Arn ?? "";
    default:
      return String(process.pid);
  }
}

https
  .createServer(certificate, (request, response) => {
    answerTo(new URL(request.url ?? "/", "https://localhost")).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  })
  .listen(8443, "0.0.0.0");
https
  .createServer(certificate, (_, response) => {
    response.writeHead(settings.ready ? 200 : 503).end();
  })
  .listen({ port: 9443 });
process.once("SIGTERM", () => {
  process.stdout.write("drained\n");
  process.exit(0);
});
