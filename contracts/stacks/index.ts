import { clusterContract } from "./cluster.ts";
import { clusterServicesContract } from "./cluster-services.ts";
import { type Contract } from "./contract.ts";
import { foundationContract } from "./foundation.ts";
import { ingestionContract } from "./ingestion.ts";
import { lakeContract } from "./lake.ts";
import { networkContract } from "./network.ts";
import { observabilityContract } from "./observability.ts";
import { type Phase } from "./phases.ts";
import { streamingContract } from "./streaming.ts";

export { consume, previewOutputsVariable, survey, type Survey } from "./consume.ts";
export { type Consumed, type Contract, type Plain } from "./contract.ts";
export { lastPublished } from "./last-published.ts";
export * from "./phases.ts";
export { publish } from "./publish.ts";
export { readOutputs, unknownSentinel } from "./read.ts";
export { isStateful, statefulTypes } from "./stateful.ts";
export {
  clusterContract,
  clusterServicesContract,
  foundationContract,
  ingestionContract,
  lakeContract,
  networkContract,
  observabilityContract,
  streamingContract,
};

/** The contract of every phase. */
export const contracts = {
  foundation: foundationContract,
  network: networkContract,
  cluster: clusterContract,
  "cluster-services": clusterServicesContract,
  streaming: streamingContract,
  lake: lakeContract,
  ingestion: ingestionContract,
  observability: observabilityContract,
} as const satisfies Record<Phase, Contract>;
