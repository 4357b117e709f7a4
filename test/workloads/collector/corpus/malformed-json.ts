import { type QuarantineReason } from "../../../../contracts/events/outcomes.ts";
import { eventsAt, type EventRow, type Json, json, replaced } from "./row.ts";

/** Bytes that are no JSON, or that two readers would read differently. */
export function malformedJson(now: number): readonly EventRow[] {
  const { telemetry, fault } = eventsAt(now);
  const row =
    (fate: QuarantineReason, alone = false) =>
    (title: string, bytes: Buffer | string): EventRow => ({ title, bytes: Buffer.from(bytes), fate, alone });
  const notJson = row("not_json");
  const unclosed = row("not_json", true);
  const notUtf8 = row("not_utf8");
  const twice = row("duplicate_key");
  const notObject = row("not_an_object");
  const whole = JSON.stringify(fault({}, { message: "a message" }));
  const inMessage = (bytes: readonly number[]): Buffer => {
    const [before = "", after = ""] = whole.split("a message");
    return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  };
  return [
    ...[1, 2, 10, 25, 60, 100, 150, whole.length - 20, whole.length - 2, whole.length - 1].map((length) =>
      unclosed(`cut off after ${length} characters`, whole.slice(0, length)),
    ),
    notJson("a comma before the last brace", `${whole.slice(0, -1)},}`),
    notJson("two commas", replaced(telemetry(), ',"payload"', ',,"payload"')),
    notJson("no comma", replaced(telemetry(), ',"payload"', ' "payload"')),
    notJson("no colon", replaced(telemetry(), '"payload":', '"payload" ')),
    notJson("two colons", replaced(telemetry(), '"payload":', '"payload"::')),
    notJson("a key without quotes", replaced(telemetry(), '"payload"', "payload")),
    notJson("a key in single quotes", replaced(telemetry(), '"payload"', "'payload'")),
    notJson("a comment", replaced(telemetry(), '"payload"', '/* it */"payload"')),
    notJson("NaN", replaced(telemetry(), "21.5", "NaN")),
    notJson("Infinity", replaced(telemetry(), "21.5", "Infinity")),
    notJson("minus Infinity", replaced(telemetry(), "21.5", "-Infinity")),
    notJson("undefined", replaced(telemetry(), "21.5", "undefined")),
    notJson("a hexadecimal number", replaced(telemetry(), "21.5", "0x15")),
    notJson("a number with a zero in front", replaced(telemetry(), "21.5", "021.5")),
    notJson("a number with a plus", replaced(telemetry(), "21.5", "+21.5")),
    notJson("a number that ends with its point", replaced(telemetry(), "21.5", "21.")),
    notJson("a number that begins with its point", replaced(telemetry(), "21.5", ".5")),
    notJson("a minus alone", replaced(telemetry(), "21.5", "-")),
    notJson("a decimal comma", replaced(telemetry(), "21.5", "21,5")),
    notJson("an escape that does not exist", replaced(fault({}, { message: "a message" }), "a message", "\\x61")),
    notJson("an escape with two digits of four", replaced(fault({}, { message: "a message" }), "a message", "\\u00")),
    notJson("a raw tab in a text", inMessage([0x09])),
    notJson("a raw NUL in a text", inMessage([0x00])),
    notJson("a raw escape character in a text", inMessage([0x1b])),
    { ...notJson("a raw line feed in a text", inMessage([0x0a])), alone: true },
    notJson("NUL before it", `\u0000${whole}`),
    notJson("NUL after it", `${whole}\u0000`),
    notJson("nothing but NUL", "\u0000\u0000\u0000"),
    notJson("a byte order mark before it", `\uFEFF${whole}`),
    notJson("a no-break space before it", `\u00A0${whole}`),
    notJson("two events after one another", `${whole}${whole}`),
    notJson("something after it", `${whole} x`),
    unclosed("a brace too many", `${whole}}`),
    notJson("a word", "event"),
    notJson("True, as Python says it", "True"),
    notJson("nul", "nul"),
    notJson("XML", "<event/>"),
    notJson("CSV", "d-1;21.5"),
    notJson("a form", "device_id=d-1&value=21.5"),
    notJson("YAML", "device_id: d-1"),
    notJson("a text in single quotes", "'event'"),
    notJson("brackets that do not pair", '{"a":[1}]'),
    { ...notJson("UTF-16", Buffer.from(whole, "utf16le")), alone: true },
    unclosed("a quote alone", '"'),
    unclosed("a backslash at the end of a text", '{"a":"b\\'),
    notUtf8("a byte that UTF-8 does not have", inMessage([0xff])),
    notUtf8("a continuation without its beginning", inMessage([0x80])),
    notUtf8("a beginning without its continuation", inMessage([0xc3, 0x20])),
    notUtf8("a slash in two bytes", inMessage([0xc0, 0xaf])),
    notUtf8("half of a surrogate pair in three bytes", inMessage([0xed, 0xa0, 0x80])),
    notUtf8("a character beyond the last of Unicode", inMessage([0xf4, 0x90, 0x80, 0x80])),
    notUtf8("Latin-1", inMessage([0xfc, 0x62, 0x65, 0x72])),
    notUtf8("Protocol Buffers", Buffer.from([0x08, 0x96, 0x01, 0xff, 0xfe])),
    twice("event_id twice", replaced(telemetry(), '"event_id"', '"event_id":"x","event_id"')),
    twice("device_id twice, the own one last", replaced(telemetry(), '"device_id"', '"device_id":"d-2","device_id"')),
    twice(
      "device_id twice, the own one first",
      replaced(telemetry(), '"device_id":"d-1"', '"device_id":"d-1","device_id":"d-2"'),
    ),
    twice(
      "a key twice, once with an escape",
      replaced(telemetry(), '"device_id"', '"d\\u0065vice_id":"d-2","device_id"'),
    ),
    twice("payload twice", replaced(telemetry(), '"payload"', '"payload":{},"payload"')),
    twice("a measurement twice", replaced(telemetry(), '"temperature_c"', '"temperature_c":1,"temperature_c"')),
    twice(
      "a measurement twice with the same value",
      replaced(telemetry(), '"temperature_c"', '"temperature_c":21.5,"temperature_c"'),
    ),
    twice("__proto__ twice", replaced(telemetry(), '"event_id"', '"__proto__":{},"__proto__":{},"event_id"')),
    twice("an empty key twice", replaced(telemetry(), '"event_id"', '"":1,"":2,"event_id"')),
    notObject("null", "null"),
    notObject("true", "true"),
    notObject("a number", "42"),
    notObject("a number beyond all bounds", "1e999"),
    notObject("a text", '"event"'),
    { ...notObject("a list in the list", "[]"), alone: true },
  ];
}

/** Nesting, keys that JavaScript gives a meaning, and sizes. */
export function shapes(now: number): readonly EventRow[] {
  const { telemetry, fault } = eventsAt(now);
  const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);
  const deep = (title: string, bytes: string, alone = false): EventRow => ({
    title,
    bytes: Buffer.from(bytes),
    fate: "too_deep",
    alone,
  });
  const proto = (title: string, value: Json, text: string, by: string): EventRow => ({
    title,
    bytes: replaced(value, text, by),
    fate: "schema",
  });
  const large = (title: string, bytes: number): EventRow => ({
    title,
    bytes: json(fault({}, { message: "m".repeat(bytes) })),
    fate: "too_large",
  });
  const attributes = (text: string): Buffer => replaced(fault({}, { attributes: { key: "value" } }), '"value"', text);
  return [
    deep("17 lists", attributes(nested(15, "[", "]")).toString()),
    deep("17 objects", attributes(`${'{"a":'.repeat(15)}1${"}".repeat(15)}`).toString()),
    deep("lists and objects in turn", attributes(`${'{"a":['.repeat(20)}1${"]}".repeat(20)}`).toString()),
    deep("ten thousand lists", attributes(nested(10_000, "[", "]")).toString()),
    deep("a hundred thousand objects", attributes(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`).toString()),
    deep("twenty thousand braces that nothing closes", "{".repeat(20_000), true),
    { title: "16 deep, and no attribute", bytes: attributes(nested(13, "[", "]")), fate: "schema" },
    proto("__proto__ in the event", telemetry(), '"payload"', '"__proto__":{"device_id":"d-2"},"payload"'),
    proto("__proto__ in the payload", telemetry(), '"measurements"', '"__proto__":{"x":1},"measurements"'),
    proto("__proto__ as a measurement", telemetry(), '"temperature_c"', '"__proto__"'),
    proto("constructor in the event", telemetry(), '"payload"', '"constructor":{"prototype":{}},"payload"'),
    proto("constructor as a measurement", telemetry(), '"temperature_c"', '"constructor"'),
    proto("prototype as a measurement", telemetry(), '"temperature_c"', '"prototype"'),
    proto("hasOwnProperty in the payload", telemetry(), '"measurements"', '"hasOwnProperty":1,"measurements"'),
    proto("toString in the event", telemetry(), '"payload"', '"toString":null,"payload"'),
    proto(
      "__proto__ in place of a field",
      telemetry({ device_id: undefined }),
      '"payload"',
      '"__proto__":{"device_id":"d-1"},"payload"',
    ),
    large("256 KiB", 256 * 1024),
    large("more than a record may have", 600 * 1024),
    { title: "a message just too long", bytes: json(fault({}, { message: "m".repeat(1025) })), fate: "schema" },
  ];
}
