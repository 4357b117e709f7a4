/** What a timer can wait, in milliseconds: a longer one fires at once. See https://nodejs.org/api/timers.html. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Checks the value of an option. What is no number is in no range.
 *
 * @throws {RangeError} naming option, value and range.
 */
export function checkRange(
  name: string,
  value: number,
  { least, most = Infinity }: { readonly least: number; readonly most?: number },
): void {
  if (value >= least && value <= most) return;
  const range = most === Infinity ? `at least ${least}` : `from ${least} to ${most}`;
  throw new RangeError(`${name} must be ${range}, not ${value}.`);
}
