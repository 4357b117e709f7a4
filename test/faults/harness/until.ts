/** Asks until the answer is yes; an error is a no. @throws Error with the last one when the bound is over. */
export async function until(boundMs: number, what: string, ask: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + boundMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      if (await ask()) return;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: not so after ${boundMs / 1000} s.`, { cause });
}
