import type { FaultCase } from "../harness/fault-run.ts";
import { brokerCases } from "./brokers.ts";
import { consumerCases } from "./consumers.ts";
import { poisonCases } from "./poison.ts";
import { rotationCases } from "./rotation.ts";
import { senderCases } from "./senders.ts";

/** All cases, in the order of the failure suite's numbers. */
export const faultCases: readonly FaultCase[] = [
  ...brokerCases,
  ...senderCases,
  ...poisonCases,
  ...consumerCases,
  ...rotationCases,
].sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
