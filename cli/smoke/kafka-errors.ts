/** What a Kafka client's error comes down to; the client wraps it in one error per broker and per attempt. */
export interface KafkaCause {
  /** Kafka's name of the error, for example `TOPIC_AUTHORIZATION_FAILED`; absent for a network error. */
  readonly id?: string;
  readonly message: string;
}

/** The errors at the bottom of an error, each once. */
export function kafkaCauses(error: unknown): readonly KafkaCause[] {
  const found = new Map<string, KafkaCause>();
  for (const cause of leaves(error)) found.set(`${cause.id ?? ""} ${cause.message}`, cause);
  return [...found.values()];
}

/** The same in one line. */
export function kafkaErrorText(error: unknown): string {
  return kafkaCauses(error)
    .map(({ id, message }) => (id === undefined ? message : `${id}: ${message}`))
    .join("; ");
}

function leaves(error: unknown): readonly KafkaCause[] {
  if (!(error instanceof Error)) return [{ message: String(error) }];
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(leaves);
  if (error.cause instanceof Error) return leaves(error.cause);
  const id = "apiId" in error && typeof error.apiId === "string" ? error.apiId : undefined;
  return [{ ...(id !== undefined && { id }), message: error.message }];
}
