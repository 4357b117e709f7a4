/**
 * Formats as the validators check them, faster than regular expressions do: an event has a dozen of such texts. What each takes
 * the schemas say as well, by `pattern`, so that readers in any language demand the same; a `date-time` must also be a day of the
 * calendar.
 */
export const formats = {
  uuid: isUuid,
  "date-time": isDateTime,
  "device-id": isDeviceId,
  name: isName,
} as const;

const digit = 1;
const lower = 2;
const upper = 4;
const hexLetter = 8;
const underscore = 16;
/** `.`, `:` and `-` */
const separator = 32;

/** Classes of the characters of ASCII. */
const classes = new Uint8Array(128);
for (const [characters, bits] of [
  ["0123456789", digit],
  ["abcdefghijklmnopqrstuvwxyz", lower],
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZ", upper],
  ["abcdefABCDEF", hexLetter],
  ["_", underscore],
  [".:-", separator],
] as const) {
  for (const character of characters) classes[character.charCodeAt(0)] = (classes[character.charCodeAt(0)] ?? 0) | bits;
}

function isOf(text: string, at: number, bits: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 128 && ((classes[unit] ?? 0) & bits) !== 0;
}

function areOf(text: string, from: number, to: number, bits: number): boolean {
  for (let at = from; at < to; at += 1) if (!isOf(text, at, bits)) return false;
  return true;
}

const dash = 45;
const colon = 58;

function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const fits =
      at === 8 || at === 13 || at === 18 || at === 23
        ? text.charCodeAt(at) === dash
        : isOf(text, at, digit | hexLetter);
    if (!fits) return false;
  }
  return true;
}

function isDeviceId(text: string): boolean {
  return (
    text.length <= 128 &&
    isOf(text, 0, digit | lower | upper) &&
    areOf(text, 1, text.length, digit | lower | upper | underscore | separator)
  );
}

function isName(text: string): boolean {
  return (
    text.length <= 64 &&
    isOf(text, 0, lower) &&
    areOf(text, 1, text.length, lower | digit | underscore) &&
    text !== "constructor" &&
    text !== "prototype"
  );
}

/** RFC 3339, to the nanosecond at most, without leap seconds: Spark and JavaScript have none. */
function isDateTime(text: string): boolean {
  return (
    text.length >= 20 &&
    isDate(text) &&
    text.charCodeAt(10) === 84 && // T
    isClock(text, 11) &&
    text.charCodeAt(16) === colon &&
    isBelow(text, 17, 60) &&
    isZone(text, afterFraction(text, 19))
  );
}

/** Most days a month has; February's 29th is of leap years. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  if (!areOf(text, 0, 4, digit) || !areOf(text, 5, 7, digit) || !areOf(text, 8, 10, digit)) return false;
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (day < 1 || day > (daysOfMonth[month - 1] ?? 0)) return false;
  if (month !== 2 || day < 29) return true;
  const [century, year] = [twoDigits(text, 0), twoDigits(text, 2)];
  return year === 0 ? century % 4 === 0 : year % 4 === 0;
}

/** Hours and minutes. */
function isClock(text: string, at: number): boolean {
  return isBelow(text, at, 24) && text.charCodeAt(at + 2) === colon && isBelow(text, at + 3, 60);
}

/** Where the fraction of a second ends that may be here. */
function afterFraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== 46) return at;
  let end = at + 1;
  while (end - at <= 9 && isOf(text, end, digit)) end += 1;
  return end === at + 1 ? -1 : end;
}

function isZone(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  if (sign === 90) return text.length === at + 1; // Z
  return (sign === 43 || sign === dash) && text.length === at + 6 && isClock(text, at + 1);
}

function isBelow(text: string, at: number, limit: number): boolean {
  return areOf(text, at, at + 2, digit) && twoDigits(text, at) < limit;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

/** Length of a text as JSON Schema counts it: a character outside of the basic plane is one, though it has two code units. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at += 1) {
    if (isBetween(text.charCodeAt(at), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff))
      count -= 1;
  }
  return count;
}

function isBetween(unit: number, first: number, last: number): boolean {
  return unit >= first && unit <= last;
}
