import { brokerMessage, failedWith } from "../kafka/admin.ts";

/** An error with the name that MSK's API gives it. */
export class MskError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** Kafka's error codes and what MSK's API answers for them. */
const names: readonly (readonly [code: string, name: string])[] = [
  ["TOPIC_ALREADY_EXISTS", "TopicExistsException"],
  ["UNKNOWN_TOPIC_OR_PARTITION", "UnknownTopicOrPartitionException"],
  ["INVALID_PARTITIONS", "BadRequestException"],
  ["INVALID_REPLICATION_FACTOR", "BadRequestException"],
  ["INVALID_CONFIG", "BadRequestException"],
  ["INVALID_TOPIC_EXCEPTION", "BadRequestException"],
];

/**
 * The same error in MSK's words, with what the broker said. Where brokers have forgotten a topic between two requests, the
 * client says so itself, and without their code.
 */
export function asMskError(error: unknown): Error {
  if (error instanceof MskError) return error;
  const unknown = brokerMessage(error).startsWith("Unknown topic ") ? "UnknownTopicOrPartitionException" : undefined;
  const name = names.find(([code]) => failedWith(error, code))?.[1] ?? unknown ?? "KafkaRequestException";
  return new MskError(name, brokerMessage(error), { cause: error });
}
