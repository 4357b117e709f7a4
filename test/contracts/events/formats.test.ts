import assert from "node:assert/strict";
import fc from "fast-check";
import { codePoints, formats } from "../../../contracts/events/formats.ts";
import shared from "../../../contracts/events/shared.schema.json" with { type: "json" };

const { envelope, moment, name } = shared.$defs;
const forbidden: readonly string[] = name.not.enum;

/** What other readers of the schemas check: the pattern beside each format, and what else stands there. */
const demanded: Readonly<Record<keyof typeof formats, (text: string) => boolean>> = {
  uuid: matches(envelope.properties.event_id.pattern),
  "device-id": matches(envelope.properties.device_id.pattern),
  name: (text) => matches(name.pattern)(text) && !forbidden.includes(text),
  "date-time": (text) => matches(moment.pattern)(text) && isInCalendar(text.slice(0, 10)),
};

function matches(pattern: string): (text: string) => boolean {
  const expression = new RegExp(pattern, "u");
  return (text) => expression.test(text);
}

/** A day that is in no calendar becomes another when it is written again. */
function isInCalendar(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

const valid: Readonly<Record<keyof typeof formats, fc.Arbitrary<string>>> = {
  uuid: fc.stringMatching(new RegExp(envelope.properties.event_id.pattern)),
  "device-id": fc.stringMatching(new RegExp(envelope.properties.device_id.pattern)),
  name: fc.stringMatching(new RegExp(name.pattern)),
  "date-time": fc.stringMatching(new RegExp(moment.pattern)),
};

/** A text with one character replaced, put in or taken out. */
function nearly(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const character = fc.oneof(
    fc.constantFrom("0", "9", "a", "f", "z", "A", "F", "Z", "-", "_", ".", ":", "T", "t", "+", " ", "\n"),
    fc.string({ maxLength: 1, unit: "binary" }),
  );
  return fc
    .tuple(texts, fc.nat(140), fc.nat(1), character)
    .map(([text, at, removed, put]) => text.slice(0, at) + put + text.slice(at + removed));
}

for (const format of Object.keys(formats) as (keyof typeof formats)[]) {
  describe(`the format ${format}`, () => {
    it("takes of random texts what the schema's pattern takes", () => {
      const texts = fc.oneof(valid[format], nearly(valid[format]), fc.string({ unit: "binary" }));
      fc.assert(
        fc.property(texts, (text) => {
          assert.equal(formats[format](text), demanded[format](text), JSON.stringify(text));
        }),
        { numRuns: 2000 },
      );
    });
  });
}

describe("the format date-time", () => {
  const year = (number: number): string => String(number).padStart(4, "0");

  it("has February 29th in leap years alone", () => {
    for (let number = 1; number <= 2400; number += 1) {
      const isLeap = new Date(Date.parse(`${year(number)}-03-01T00:00:00Z`) - 86_400_000).getUTCDate() === 29;
      assert.equal(formats["date-time"](`${year(number)}-02-29T00:00:00Z`), isLeap, year(number));
    }
  });

  const wrong = [
    "",
    "2013",
    "2013-01-01",
    "2013-01-01T06:00:00",
    "2013-01-01T06:00Z",
    "2013-01-01 06:00:00Z",
    "2013-01-01t06:00:00z",
    "2013-01-01T24:00:00Z",
    "2013-01-01T23:59:60Z",
    "2013-01-01T06:00:00.Z",
    "2013-01-01T06:00:00.1234567890Z",
    "2013-01-01T06:00:00+0100",
    "2013-01-01T06:00:00+24:00",
    "2013-00-01T06:00:00Z",
    "2013-04-31T06:00:00Z",
    "2013-01-00T06:00:00Z",
    "+02013-01-01T06:00:00Z",
    "2013-01-01T06:00:00Z\n",
  ];
  for (const text of wrong) {
    it(`does not take ${JSON.stringify(text)}`, () => {
      assert.equal(formats["date-time"](text), false);
    });
  }

  for (const text of ["2013-01-01T06:00:00Z", "2024-02-29T23:59:59.123456789-05:30", "0001-12-31T00:00:00.0+23:59"]) {
    it(`takes ${text}`, () => {
      assert.equal(formats["date-time"](text), true);
    });
  }
});

describe("codePoints", () => {
  it("counts what a text's iterator gives", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.constantFrom("a", "\ud83d", "\ude00", "😀"))),
        (text) => {
          const whole = typeof text === "string" ? text : text.join("");
          assert.equal(codePoints(whole), Array.from(whole).length);
        },
      ),
    );
  });
});
