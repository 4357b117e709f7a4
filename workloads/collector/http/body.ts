import { type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { type BodyForm } from "../ingest/separate.ts";
import { Refused } from "../refused.ts";
import { type Ticket } from "./admission.ts";

/** Most that a body may be. */
export interface BodyLimits {
  /** As sent and, where it is gzip, as unpacked. */
  readonly bodyBytes: number;
  /** Time for it to arrive. */
  readonly requestTimeoutMs: number;
}

/** The sender went away before its body had come: nobody is there to be answered. */
export class SenderLeft extends Error {
  override readonly name = "SenderLeft";
}

/** Media types that are taken, and how events lie in them. */
export const mediaTypes: Readonly<Record<string, BodyForm>> = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
};

/** @throws {Refused} `unsupported_media_type` for any other type, or a charset that is not UTF-8. */
export function formOf(contentType: string | undefined): BodyForm {
  // The usual ones, exactly.
  if (contentType === "application/json") return "json";
  if (contentType === "application/x-ndjson") return "ndjson";
  const [essence = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const form = Object.hasOwn(mediaTypes, essence) ? mediaTypes[essence] : undefined;
  const isOtherCharset = parameters.some((parameter) => /^charset=(?!"?utf-8"?$)/.test(parameter));
  if (form === undefined || isOtherCharset) {
    throw new Refused("unsupported_media_type", `Allowed: ${Object.keys(mediaTypes).join(", ")}, in UTF-8.`);
  }
  return form;
}

/** Whether the body is gzip. @throws {Refused} `unsupported_encoding` */
export function isGzip(contentEncoding: string | undefined): boolean {
  if (contentEncoding === undefined) return false;
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === "gzip" || encoding === "x-gzip") return true;
  if (encoding === "" || encoding === "identity") return false;
  throw new Refused("unsupported_encoding", "Allowed: gzip, or none.");
}

/**
 * Reads a body as it was sent.
 *
 * @throws {Refused} `body_too_large`, `request_timeout`, or `overloaded` by the ticket.
 * @throws {SenderLeft}
 */
export function readBody(request: IncomingMessage, limits: BodyLimits, ticket: Ticket): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limits.bodyBytes) return Promise.reject(tooLarge(limits));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stop = (): void => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
    };
    const fail = (error: Error): void => {
      stop();
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(new Refused("request_timeout", `A body must arrive within ${limits.requestTimeoutMs} ms.`));
    }, limits.requestTimeoutMs);
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > limits.bodyBytes) {
        fail(tooLarge(limits));
        return;
      }
      try {
        ticket.add(chunk.length);
      } catch (error) {
        fail(error as Refused); // all that it throws
        return;
      }
      chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, bytes));
    };
    const onClose = (): void => {
      fail(new SenderLeft("The connection closed before the body had arrived."));
    };
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

/**
 * Unpacks a gzip body, never into more than a body may have.
 *
 * @throws {Refused} `bad_encoding`, `body_too_large`, or `overloaded` by the ticket.
 */
export function unpack(packed: Buffer, limits: BodyLimits, ticket: Ticket): Buffer {
  const unpacked = gunzip(packed, limits);
  ticket.add(unpacked.length);
  return unpacked;
}

function gunzip(packed: Buffer, limits: BodyLimits): Buffer {
  let unpacked: Unpacked;
  try {
    // With `info` it is not the buffer alone, which Node's types do not say.
    unpacked = gunzipSync(packed, { maxOutputLength: limits.bodyBytes, info: true }) as unknown as Unpacked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(limits);
    throw new Refused("bad_encoding", "The body is not gzip (RFC 1952), or is cut off.");
  }
  // A zero byte after a member ends it for zlib, and whatever stands behind: events that nobody would hear of again.
  if (unpacked.engine.bytesWritten < packed.length) {
    throw new Refused("bad_encoding", "The body goes on after the end of its gzip.");
  }
  return unpacked.buffer;
}

/** What was unpacked, and how many bytes of the packed were read for it. */
interface Unpacked {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function tooLarge({ bodyBytes }: BodyLimits): Refused {
  return new Refused("body_too_large", `A body may have ${bodyBytes} bytes, unpacked too.`);
}
