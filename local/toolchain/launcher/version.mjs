/**
 * Compares dotted versions number by number; a missing number counts as 0 ("17" and "17.0.0" are the same).
 *
 * @param {string} found
 * @param {string} asked
 */
export function isAtLeast(found, asked) {
  const [a, b] = [found, asked].map((version) => version.split(".").map(Number));
  if (a === undefined || b === undefined) return false;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
