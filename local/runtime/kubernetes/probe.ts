import * as http from "node:http";
import * as https from "node:https";

/** An address that says whether a container is ready. */
export interface ReadinessAddress {
  readonly scheme: "HTTP" | "HTTPS";
  readonly port: number;
  readonly path: string;
}

/** The kubelet's default time for an answer. */
const answerMs = 1_000;

/**
 * Asks a container on this machine whether it is ready, as the kubelet does: any answer from 200 to 399 is a yes, and
 * nobody checks the certificate.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function isContainerReady({ scheme, port, path }: ReadinessAddress): Promise<boolean> {
  const { get } = scheme === "HTTPS" ? https : http;
  return new Promise((resolve) => {
    const request = get(
      { host: "127.0.0.1", port, path, agent: false, timeout: answerMs, rejectUnauthorized: false },
      (response) => {
        response.resume();
        const { statusCode = 0 } = response;
        resolve(statusCode >= 200 && statusCode < 400);
      },
    );
    request.once("timeout", () => request.destroy());
    request.once("error", () => {
      resolve(false);
    });
  });
}
