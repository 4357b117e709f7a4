import { Refused } from "../refused.ts";

/** How events lie in a body: one JSON text (an event, or an array of events), or one event a line. */
export type BodyForm = "json" | "ndjson";

/** The bytes of one event in a body, without the white space around them, and what was seen while passing over them. */
export interface Span {
  readonly start: number;
  /** Index after its last byte. */
  readonly end: number;
  /** How deep objects and lists nest; the event's own object is 1. */
  readonly depth: number;
  /** Colons outside of texts: as many as there are keys, if it is JSON. */
  readonly keys: number;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openingBracket = 0x5b;
const backslash = 0x5c;
const closingBracket = 0x5d;
/** Set in braces and clear in brackets, which are alike otherwise. */
const braceBit = 0x20;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/**
 * Tells a body apart into events, whether or not they are JSON. The rule:
 *
 * - `ndjson`: every line with anything but white space on it is an event. There is always an answer.
 * - `json` that does not begin with `[`: the body is one event, whatever it is; of nothing but white space, none can be told.
 * - `json` that begins with `[`: brackets, braces and quotes decide alone. They are counted, not paired; when the count is back
 *   at the array itself, a comma ends an event and a bracket the array. An array that does not end, that goes on behind its
 *   end, or has nothing between two commas, cannot be told apart.
 *
 * @throws {Refused} `not_separable`, or `too_many_events` when there are more than `most`.
 */
export function separate(body: Buffer, form: BodyForm, most: number): readonly Span[] {
  if (form === "ndjson") return lines(body, most);
  const start = afterSpace(body, 0, body.length);
  if (start === body.length) throw new Refused("not_separable", "The body is empty; no events are [] or no lines.");
  return body[start] === openingBracket ? elements(body, start + 1, most) : [spanOf(body, start, body.length)];
}

function elements(body: Buffer, first: number, most: number): readonly Span[] {
  const spans: Span[] = [];
  const { length } = body;
  let start = first;
  let depth = 0;
  let deepest = 1;
  let keys = 0;
  for (let at = first; at < length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === quote) {
      at = endOfText(body, at + 1, length);
    } else if (byte === colon) {
      keys += 1;
    } else if (byte === comma) {
      if (depth > 0) continue;
      spans.push(element(body, start, at, { depth: deepest, keys }));
      if (spans.length > most) throw tooMany(most);
      start = at + 1;
      deepest = 1;
      keys = 0;
    } else if ((byte | braceBit) === openingBrace) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if ((byte | braceBit) === closingBrace) {
      if (depth > 0) {
        depth -= 1;
        continue;
      }
      if (byte !== closingBracket) throw new Refused("not_separable", "A brace ends the array.");
      if (afterSpace(body, at + 1, length) < length) {
        throw new Refused("not_separable", "The body goes on after the end of the array.");
      }
      const isEmpty = spans.length === 0 && afterSpace(body, start, at) === at;
      if (!isEmpty) spans.push(element(body, start, at, { depth: deepest, keys }));
      if (spans.length > most) throw tooMany(most);
      return spans;
    }
  }
  throw new Refused("not_separable", "The array does not end.");
}

function element(body: Buffer, from: number, to: number, seen: Pick<Span, "depth" | "keys">): Span {
  const start = afterSpace(body, from, to);
  if (start === to) throw new Refused("not_separable", "The array has nothing between two commas.");
  return { start, end: beforeSpace(body, start, to), depth: seen.depth, keys: seen.keys };
}

function lines(body: Buffer, most: number): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < body.length;) {
    const found = body.indexOf(lineFeed, from);
    const to = found < 0 ? body.length : found;
    const start = afterSpace(body, from, to);
    if (start < to) spans.push(spanOf(body, start, to));
    if (spans.length > most) throw tooMany(most);
    from = to + 1;
  }
  return spans;
}

/** The span of what is one event by its place alone. */
function spanOf(body: Buffer, start: number, to: number): Span {
  const end = beforeSpace(body, start, to);
  let depth = 0;
  let deepest = 1;
  let keys = 0;
  for (let at = start; at < end; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === quote) {
      at = endOfText(body, at + 1, end);
    } else if (byte === colon) {
      keys += 1;
    } else if ((byte | braceBit) === openingBrace) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if ((byte | braceBit) === closingBrace) {
      depth -= 1;
    }
  }
  return { start, end, depth: deepest, keys };
}

/** Index of the quote that ends a text, or `to`. */
function endOfText(body: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = body[at];
    if (byte === quote) return at;
    at += byte === backslash ? 2 : 1;
  }
  return to;
}

function afterSpace(body: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(body[at])) at += 1;
  return at;
}

function beforeSpace(body: Buffer, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(body[at - 1])) at -= 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === lineFeed || byte === carriageReturn || byte === tab;
}

function tooMany(most: number): Refused {
  return new Refused("too_many_events", `A request may have ${most} events.`);
}
