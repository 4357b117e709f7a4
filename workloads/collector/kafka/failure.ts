import { AuthenticationError, ProtocolError, protocolErrorsCodesById, ResponseError } from "@platformatic/kafka";

/** Every error that led to an error: the client wraps one in another, by cause and in lists. */
function* chain(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const each of error.errors) yield* chain(each);
  yield* chain(error.cause);
}

/** Whether brokers refused the user or the token. */
export function isLoginRefused(error: unknown): boolean {
  return [...chain(error)].some((each) => each instanceof AuthenticationError);
}

/** What went wrong, from the outermost to the innermost error, each once; without values of records. */
export function failureText(error: unknown): string {
  const texts = new Set(
    [...chain(error)].map((each) =>
      each instanceof ProtocolError ? `${String(each.apiId)}: ${each.message}` : each.message,
    ),
  );
  return texts.size === 0 ? String(error) : [...texts].join(": ");
}

/** The answer in an error, where the broker gave one: some of what was asked for may have gone well. */
export function answerIn(error: unknown): unknown {
  // The library's types do not declare that the error has it.
  return error instanceof ResponseError && "response" in error ? error.response : undefined;
}

/** What to do about a partition's error code. */
export type Remedy =
  /** The records are there. */
  | "acknowledged"
  /** Send the same again. */
  | "again"
  /** Ask who leads the partition, then send the same again. */
  | "new leader"
  /** The broker knows another sequence: number anew, then send again. */
  | "new epoch"
  /** The broker will never take these records. */
  | "give up";

const remedies: Readonly<Partial<Record<string, Remedy>>> = {
  NONE: "acknowledged",
  DUPLICATE_SEQUENCE_NUMBER: "acknowledged",
  UNKNOWN_TOPIC_OR_PARTITION: "new leader",
  LEADER_NOT_AVAILABLE: "new leader",
  NOT_LEADER_OR_FOLLOWER: "new leader",
  FENCED_LEADER_EPOCH: "new leader",
  UNKNOWN_LEADER_EPOCH: "new leader",
  KAFKA_STORAGE_ERROR: "new leader",
  OUT_OF_ORDER_SEQUENCE_NUMBER: "new epoch",
  UNKNOWN_PRODUCER_ID: "new epoch",
  INVALID_PRODUCER_EPOCH: "new epoch",
  PRODUCER_FENCED: "new epoch",
  MESSAGE_TOO_LARGE: "give up",
  RECORD_LIST_TOO_LARGE: "give up",
  INVALID_RECORD: "give up",
};

/** Kafka's name of an error code. */
export function errorName(code: number): string {
  return code === 0 ? "NONE" : (protocolErrorsCodesById[code] ?? `error ${code}`);
}

/** What is not listed goes away by itself or not at all; the delivery's time limit tells. */
export function remedyOf(code: number): Remedy {
  return remedies[errorName(code)] ?? "again";
}

/** An error code as an error. */
export function errorOf(code: number): Error {
  return code in protocolErrorsCodesById ? new ProtocolError(code) : new Error(`Kafka answered ${errorName(code)}.`);
}
