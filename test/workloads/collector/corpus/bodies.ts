import { type OutgoingHttpHeaders } from "node:http";
import { deflateSync, gzipSync } from "node:zlib";
import { type Refusal } from "../../../../contracts/events/outcomes.ts";
import { type EventFate, type EventRow, eventsAt, json, jsonHeaders, ndjsonHeaders, type Row } from "./row.ts";

/** Bounds of the collector that the corpus is sent to; those that settings have by themselves. */
export const bounds = { bodyBytes: 4 * 1024 * 1024, eventsPerRequest: 10_000 } as const;

function fateOf({ fate, bytes }: EventRow): EventFate {
  if (fate === "accepted") return fate;
  // White space around an event belongs to the body.
  const text = bytes.toString("latin1");
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return { quarantined: fate, bytes: Buffer.from(trimmed, "latin1") };
}

/** Every event by itself, and, where others can stand beside it, second of three in an array and in lines. */
export function everyBody(rows: readonly EventRow[], now: number): readonly Row[] {
  return rows.flatMap((row): readonly Row[] => {
    const { title, bytes, as, alone = false } = row;
    // A list by itself is a body of several events.
    const single: Row = { title, request: { as, headers: jsonHeaders, body: bytes }, fate: [fateOf(row)] };
    const isList = /^\s*\[/.test(bytes.toString("latin1"));
    if (alone) return isList ? [] : [single];
    const { heartbeat } = eventsAt(now);
    const device_id = as === "gateway" ? "gw-1" : "d-1";
    const [before, after] = [json(heartbeat({ device_id })), json(heartbeat({ device_id }))];
    const fate: readonly EventFate[] = ["accepted", fateOf(row), "accepted"];
    const between = (separator: string): Buffer =>
      Buffer.concat([before, Buffer.from(separator), bytes, Buffer.from(separator), after]);
    return [
      single,
      {
        title: `${title}, in an array`,
        request: { as, headers: jsonHeaders, body: Buffer.concat([Buffer.from("["), between(","), Buffer.from("]")]) },
        fate,
      },
      { title: `${title}, in lines`, request: { as, headers: ndjsonHeaders, body: between("\n") }, fate },
    ];
  });
}

/** Bodies as wholes: how events stand in them, how they are packed and named. */
export function bodies(now: number): readonly Row[] {
  const { heartbeat, telemetry } = eventsAt(now);
  const one = (): Buffer => json(heartbeat());
  const row = (
    title: string,
    fate: Row["fate"],
    body: Buffer | string,
    headers: OutgoingHttpHeaders = jsonHeaders,
  ): Row => ({
    title,
    request: { headers, body: Buffer.from(body) },
    fate,
  });
  const inseparable = (title: string, body: Buffer | string): Row => row(title, "not_separable", body);
  const lines = (title: string, fate: readonly EventFate[], body: Buffer | string): Row =>
    row(title, fate, body, ndjsonHeaders);
  const notJson = (bytes: Buffer | string): EventFate => ({ quarantined: "not_json", bytes: Buffer.from(bytes) });
  const notObject = (bytes: Buffer | string): EventFate => ({
    quarantined: "not_an_object",
    bytes: Buffer.from(bytes),
  });
  const [first, second] = [one().toString(), one().toString()];
  const cut = first.slice(0, 40);
  const tiny = (count: number): string[] => Array.from({ length: count }, () => "1");
  return [
    inseparable("an empty body", ""),
    inseparable("a body of white space", " \r\n\t "),
    row("an empty array", [], "[]"),
    row("an empty array with white space", [], " [ \n ] "),
    row("no lines", [], "", ndjsonHeaders),
    row("empty lines", [], "\n\r\n \n", ndjsonHeaders),
    row("two events in an array", ["accepted", "accepted"], `[${first},${second}]`),
    row("an array over several lines", ["accepted", "accepted"], `[\r\n  ${first},\r\n  ${second}\r\n]\r\n`),
    row("a list in an array", [notObject("[]"), "accepted"], `[[],${one().toString()}]`),
    row("an array in an array", [notObject(`[${first}]`)], `[[${first}]]`),
    row("words in an array", [notJson("a"), notJson("b c"), notJson("d")], "[a, b c ,d]"),
    row("brackets that do not pair, in an array of two", [notJson('{"a":[1}]'), notObject("2")], '[{"a":[1}],2]'),
    inseparable("an array that does not end", `[${first}`),
    inseparable("an array that ends in the middle of an event", `[${first},${cut}`),
    inseparable("a bracket alone", "["),
    inseparable("a hundred thousand brackets", "[".repeat(100_000)),
    inseparable("a comma before the last bracket", `[${first},]`),
    inseparable("a comma after the first bracket", `[,${first}]`),
    inseparable("two commas in an array", `[${first},,${second}]`),
    inseparable("nothing but a comma in an array", "[,]"),
    inseparable("an array that ends with a brace", `[${first}}`),
    inseparable("an array that goes on after its end", `[${first}]x`),
    inseparable("two arrays", `[${first}][${second}]`),
    inseparable("an array with a quote too many", `[${first},"]`),
    inseparable("an array with a text that does not end", `[${first},{"a":"b]`),
    inseparable("an array with an escaped last quote", `["a\\"]`),
    row("an array after a byte order mark", [notJson(`\uFEFF[${first}]`)], `\uFEFF[${first}]`),
    row("lines in place of JSON", [notJson(`${first}\n${second}`)], `${first}\n${second}`),
    row("an array behind a brace", [notJson(`}[${first}]`)], `}[${first}]`),
    row("events beyond number, in an array", "too_many_events", `[${tiny(bounds.eventsPerRequest + 1).join()}]`),
    row(
      "events beyond number, in lines",
      "too_many_events",
      tiny(bounds.eventsPerRequest + 1).join("\n"),
      ndjsonHeaders,
    ),
    lines("two lines", ["accepted", "accepted"], `${one().toString()}\n${one().toString()}\n`),
    lines("a last line without its end", ["accepted"], one()),
    lines(
      "lines that end as Windows ends them",
      ["accepted", "accepted"],
      `${one().toString()}\r\n${one().toString()}\r\n`,
    ),
    lines("empty lines between", ["accepted", "accepted"], `\n\n${one().toString()}\n \t\r\n\n${one().toString()}\n\n`),
    lines("lines that end as old Macs ended them", [notJson(`${first}\r${second}`)], `${first}\r${second}`),
    lines("an array in a line", [notObject(`[${first}]`)], `[${first}]\n`),
    lines(
      "an array over lines",
      [notJson("["), notJson(`${first},`), "accepted", notJson("]")],
      `[\n${first},\n${one().toString()}\n]`,
    ),
    lines(
      "a byte order mark before the first line",
      [notJson(`\uFEFF${first}`), "accepted"],
      `\uFEFF${first}\n${one().toString()}`,
    ),
    lines("an event over two lines", [notJson('{"a":'), notJson("1}")], '{"a":\n1}'),
    lines("lines that would be an event together", [notJson('{"a":1'), notJson('"b":2}')], '{"a":1\n"b":2}'),
    lines("a line cut off", ["accepted", notJson(cut)], `${one().toString()}\n${cut}`),
    lines("a line of NUL", ["accepted", notJson("\u0000\u0000")], `${one().toString()}\n\u0000\u0000\n`),
    lines("a separator of records", [notJson(`\u001e${first}`)], `\u001e${first}\n`),
    lines("a line separator of Unicode in a text", ["accepted"], json(telemetry())),
    ...packed(now),
    ...named(now),
    row("a body just too large", "body_too_large", `${first}${" ".repeat(bounds.bodyBytes)}`),
    row("a body far too large", "body_too_large", Buffer.alloc(3 * bounds.bodyBytes, 0x20)),
    {
      title: "a body too large that does not say so",
      request: { headers: jsonHeaders, body: Buffer.alloc(bounds.bodyBytes + 1, 0x20), chunked: true },
      fate: "body_too_large",
    },
    { title: "a body in chunks", request: { headers: jsonHeaders, body: one(), chunked: true }, fate: ["accepted"] },
    row("a body just not too large", ["accepted"], `${one().toString()}${" ".repeat(bounds.bodyBytes - 1000)}`),
  ];
}

function packed(now: number): readonly Row[] {
  const { heartbeat } = eventsAt(now);
  const one = (): Buffer => json(heartbeat());
  const row = (title: string, fate: Row["fate"], body: Buffer, encoding = "gzip"): Row => ({
    title,
    request: { headers: { ...jsonHeaders, "Content-Encoding": encoding }, body },
    fate,
  });
  const bad = (title: string, body: Buffer): Row => row(title, "bad_encoding", body);
  const whole = gzipSync(one());
  const changed = (at: number): Buffer => {
    const copy = Buffer.from(whole);
    copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
    return copy;
  };
  const cut = one().subarray(0, 40);
  const twice = gzipSync(one());
  return [
    row("gzip", ["accepted"], gzipSync(one())),
    row("gzip in capitals", ["accepted"], gzipSync(one()), "GZIP"),
    row("gzip by its old name", ["accepted"], gzipSync(one()), "x-gzip"),
    row("packed with nothing", ["accepted"], one(), "identity"),
    row(
      "gzip in two members",
      ["accepted", "accepted"],
      Buffer.concat([
        gzipSync(Buffer.from("[")),
        gzipSync(Buffer.concat([one(), Buffer.from(","), one()])),
        gzipSync(Buffer.from("]")),
      ]),
    ),
    row("gzip of an event that is cut off", [{ quarantined: "not_json", bytes: cut }], gzipSync(cut)),
    row("gzip of nothing", "not_separable", gzipSync(Buffer.alloc(0))),
    row("gzip in gzip", [{ quarantined: "not_utf8", bytes: twice }], gzipSync(twice)),
    row(
      "gzip of as much as a body may be and more",
      "body_too_large",
      gzipSync(Buffer.alloc(bounds.bodyBytes + 1, 0x20)),
    ),
    row("gzip of a thousand times as much", "body_too_large", gzipSync(Buffer.alloc(64 * bounds.bodyBytes))),
    bad("gzip that is cut off in its header", whole.subarray(0, 5)),
    bad("gzip that is cut off in its data", whole.subarray(0, whole.length - 20)),
    bad("gzip that is cut off in its length", whole.subarray(0, whole.length - 1)),
    bad("gzip with a wrong checksum", changed(whole.length - 8)),
    bad("gzip with a wrong length", changed(whole.length - 1)),
    bad("gzip with a changed byte", changed(30)),
    bad("gzip with something after it", Buffer.concat([whole, Buffer.from("more")])),
    bad("gzip with a zero byte and more gzip after it", Buffer.concat([whole, Buffer.alloc(1), gzipSync(one())])),
    bad("no gzip, though it says so", one()),
    bad("nothing, though it says gzip", Buffer.alloc(0)),
    bad("zlib, though it says gzip", deflateSync(one())),
    row("deflate", "unsupported_encoding", deflateSync(one()), "deflate"),
    row("Brotli", "unsupported_encoding", one(), "br"),
    row("Zstandard", "unsupported_encoding", one(), "zstd"),
    row("gzip twice by name", "unsupported_encoding", gzipSync(gzipSync(one())), "gzip, gzip"),
    row("an encoding that there is not", "unsupported_encoding", one(), "__proto__"),
  ];
}

function named(now: number): readonly Row[] {
  const { heartbeat } = eventsAt(now);
  const row = (contentType: string | undefined, fate: readonly EventFate[] | Refusal): Row => ({
    title: `Content-Type ${contentType ?? "left out"}`,
    request: { headers: contentType === undefined ? {} : { "Content-Type": contentType }, body: json(heartbeat()) },
    fate,
  });
  return [
    row("application/json; charset=utf-8", ["accepted"]),
    row('Application/JSON ; Charset="UTF-8"', ["accepted"]),
    row("application/x-ndjson;charset=UTF-8", ["accepted"]),
    row("application/json;", ["accepted"]),
    ...[
      undefined,
      "text/plain",
      "text/json",
      "application/xml",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/octet-stream",
      "application/jsonx",
      "application/ld+json",
      "application/json, application/json",
      "application/json; charset=utf-16",
      "application/json; charset=iso-8859-1",
      "application/x-ndjson; charset=windows-1252",
      "__proto__",
      "constructor",
    ].map((contentType) => row(contentType, "unsupported_media_type")),
  ];
}
