import { type OutgoingHttpHeaders } from "node:http";
import { type CertificateOf, eventsAt, json, jsonHeaders, type Row } from "./row.ts";

/** Requests as HTTP has them: methods, paths, headers, and bytes that are none. */
export function requests(now: number): readonly Row[] {
  const { heartbeat } = eventsAt(now);
  const one = (): Buffer => json(heartbeat());
  const row = (title: string, fate: Row["fate"], request: Row["request"]): Row => ({
    title,
    request: { headers: jsonHeaders, body: one(), ...request },
    fate,
  });
  const withHeaders = (title: string, fate: Row["fate"], headers: OutgoingHttpHeaders): Row =>
    row(title, fate, { headers: { ...jsonHeaders, ...headers } });
  return [
    ...["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"].map((method) =>
      row(`method ${method}`, "method_not_allowed", { method, body: undefined }),
    ),
    ...[
      "/",
      "/v1",
      "/v1/events/",
      "/v1/Events",
      "/v2/events",
      "//v1/events",
      "/v1/events/..",
      "/v1/%65vents",
      "/%2e%2e/etc/passwd",
      "/__proto__",
      "/constructor",
      "/healthz",
      "/metrics",
    ].map((path) => row(`path ${path}`, "not_found", { path })),
    row("a path with a question", ["accepted"], { path: "/v1/events?device=d-2" }),
    row("a whole URL", ["accepted"], { path: "https://elsewhere.invalid/v1/events" }),
    withHeaders("a certificate that a load balancer would hand on", ["accepted"], {
      "X-Amzn-Mtls-Clientcert-Leaf": "d-2",
    }),
    withHeaders("a method that is to be another", ["accepted"], { "X-HTTP-Method-Override": "DELETE" }),
    withHeaders("a path that is to be another", ["accepted"], { "X-Original-URL": "/metrics" }),
    withHeaders("a token that nobody asked for", ["accepted"], { Authorization: "Bearer x.y.z" }),
    withHeaders("a body that waits to be asked for", ["accepted"], { Expect: "100-continue" }),
    withHeaders("headers of 20 KB", ["accepted"], { "X-Filler": "x".repeat(20_000) }),
    withHeaders("headers of 40 KB", "headers_too_large", { "X-Filler": "x".repeat(40_000) }),
    ...rawRequests(now),
  ];
}

/** What no client would write. Of what is no HTTP, nothing can be said but that. */
function rawRequests(now: number): readonly Row[] {
  const { heartbeat } = eventsAt(now);
  const one = JSON.stringify(heartbeat());
  const raw = (title: string, fate: Row["fate"], head: readonly string[], body = one): Row => ({
    title,
    request: { raw: Buffer.from([...head, "", body].join("\r\n")) },
    fate,
  });
  const start = "POST /v1/events HTTP/1.1";
  const host = "Host: collector";
  const type = "Content-Type: application/json";
  const length = `Content-Length: ${one.length}`;
  const close = "Connection: close";
  const malformed = (title: string, head: readonly string[], body?: string): Row =>
    raw(title, "malformed_request", head, body);
  const chunk = `${one.length.toString(16)}\r\n${one}\r\n0\r\n\r\n`;
  return [
    raw("a request without a host", "malformed_request", [start, type, length, close]),
    raw("a request of HTTP/1.0", ["accepted"], ["POST /v1/events HTTP/1.0", type, length]),
    raw("a length and chunks", "malformed_request", [start, host, type, length, "Transfer-Encoding: chunked"], chunk),
    raw("chunks and a length", "malformed_request", [start, host, type, "Transfer-Encoding: chunked", length], chunk),
    malformed("two lengths that differ", [start, host, type, length, "Content-Length: 5"]),
    malformed("two lengths that are the same", [start, host, type, length, length]),
    malformed("two lengths in one header", [start, host, type, `${length}, ${one.length}`]),
    malformed("a negative length", [start, host, type, "Content-Length: -1"]),
    malformed("a length with a plus", [start, host, type, `Content-Length: +${one.length}`]),
    malformed("a hexadecimal length", [start, host, type, `Content-Length: 0x${one.length.toString(16)}`]),
    malformed("a length of 30 digits", [start, host, type, `Content-Length: ${"9".repeat(30)}`]),
    malformed(
      "chunks that are not the last encoding",
      [start, host, type, "Transfer-Encoding: chunked, identity"],
      chunk,
    ),
    malformed(
      "an encoding of the transfer that there is not",
      [start, host, type, "Transfer-Encoding: xchunked"],
      chunk,
    ),
    malformed(
      "chunks twice",
      [start, host, type, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, x"],
      chunk,
    ),
    malformed(
      "a chunk whose size is no number",
      [start, host, type, "Transfer-Encoding: chunked"],
      `xyz\r\n${one}\r\n0\r\n\r\n`,
    ),
    malformed(
      "a chunk whose size is too large to count",
      [start, host, type, "Transfer-Encoding: chunked"],
      `${"f".repeat(20)}\r\n${one}`,
    ),
    malformed(
      "a chunk that is longer than it says",
      [start, host, type, "Transfer-Encoding: chunked"],
      `5\r\n${one}\r\n0\r\n\r\n`,
    ),
    malformed("a space before the colon of a header", [start, host, type, `Content-Length : ${one.length}`]),
    malformed("a header that goes on in the next line", [start, host, type, "X-A: b", " c", length]),
    malformed("a header without a name", [start, host, type, ": x", length]),
    malformed("NUL in a header", [start, host, type, "X-A: \u0000", length]),
    malformed("a carriage return in a header", [start, host, type, "X-A: b\rc", length]),
    malformed("a line that ends without its carriage return", [`${start}\n${host}\nX-A`, type, length]),
    malformed("a version that there is not", ["POST /v1/events HTTP/9.9", host, type, length]),
    malformed("no version", ["POST /v1/events", host, type, length]),
    malformed("a method in small letters", ["post /v1/events HTTP/1.1", host, type, length]),
    malformed("a method that there is not", ["SEND /v1/events HTTP/1.1", host, type, length]),
    malformed("two spaces before the path", ["POST  /v1/events HTTP/1.1 x", host, type, length]),
    malformed("the preface of HTTP/2", ["PRI * HTTP/2.0", "", "SM"], ""),
    malformed("TLS within TLS", ["\u0016\u0003\u0001\u0002\u0000"], ""),
    malformed("noise", ["\u0007\u0000\u0013noise\u007f"], ""),
  ];
}

/** Senders by their certificates. */
export function senders(now: number): readonly Row[] {
  const { heartbeat } = eventsAt(now);
  const row = (as: CertificateOf, fate: Row["fate"], device_id = "d-1"): Row => ({
    title: `a certificate of ${as}, for ${device_id}`,
    request: { as, headers: jsonHeaders, body: json(heartbeat({ device_id })) },
    fate,
  });
  return [
    row("device", ["accepted"]),
    row("gateway", ["accepted"], "gw-1"),
    row("nobody", "certificate_missing"),
    row("another authority", "certificate_untrusted"),
    row("itself", "certificate_untrusted"),
    row("a server", "certificate_untrusted"),
    row("expired", "certificate_expired"),
    row("not valid yet", "certificate_expired"),
    row("revoked", "certificate_revoked"),
    row("no device", "no_device"),
    row("two devices", "no_device"),
    row("no form of an ID", "no_device"),
    row("every device", "no_device"),
    row("a DNS name that looks like a device", "no_device"),
  ];
}
