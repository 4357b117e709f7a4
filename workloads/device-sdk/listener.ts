/** What a listener throws is its program's to handle, and must not keep an event from its outcome. */
export function withoutEffect<Told>(listener: ((told: Told) => void) | undefined): (told: Told) => void {
  return (told) => {
    try {
      listener?.(told);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
