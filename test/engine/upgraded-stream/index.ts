import { EventStream, type EventStreamArgs } from "../../../components/streaming/event-stream.ts";

// The test says what the stream is to be; see upgrades-streaming.test.ts.
const args = JSON.parse(process.env.UPGRADED_STREAM ?? "{}") as EventStreamArgs;

export const { clusterArn } = new EventStream("events", args);
