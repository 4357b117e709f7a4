const firstMs = 50;
const longestMs = 1_000;

/**
 * Time to wait before trying again: doubling to a second, and somewhere in the upper half of that, so that many
 * collectors do not come back in step.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const bound = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 16));
  return bound * (0.5 + random() / 2);
}
