import { readFileSync } from "node:fs";
import * as https from "node:https";
import { text } from "node:stream/consumers";
import { type DeviceCertificates } from "../local-operator/device-certificates.ts";

/** The collector of a one-machine cloud, and what its clients need. */
export interface CollectorAccess {
  /** `https://<host>:<port>` for devices. */
  readonly endpoint: string;
  /** `https://<host>:<port>` for the cluster: health, readiness, metrics. */
  readonly internalEndpoint: string;
  /** PEM file of the authority that both certificates are of. */
  readonly caFile: string;
  readonly devices: DeviceCertificates;
}

/** One request, without what the device SDK adds. */
export interface PlainRequest {
  /** Address with path. */
  readonly url: string;
  /** PEM texts. @default - no certificate is shown */
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** @default - a GET */
  readonly body?: Buffer;
  readonly contentType?: string;
}

export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
}

const patienceMs = 30_000;

/** Asks the collector on a connection of its own, whose certificate is verified. @throws when there is no answer in time. */
export async function askCollector({ caFile }: CollectorAccess, request: PlainRequest): Promise<PlainAnswer> {
  const { url, certificate, body, contentType = "application/x-ndjson" } = request;
  const response = await new Promise<NodeJS.ReadableStream & { statusCode?: number }>((resolve, reject) => {
    const outgoing = https.request(
      url,
      {
        method: body === undefined ? "GET" : "POST",
        agent: false,
        ca: readFileSync(caFile),
        ...certificate,
        headers: body === undefined ? {} : { "content-type": contentType, "content-length": body.length },
        signal: AbortSignal.timeout(patienceMs),
      },
      resolve,
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
  return { status: response.statusCode ?? 0, body: await text(response) };
}
