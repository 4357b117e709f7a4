import { type Rule } from "../rule.ts";

/** Workloads get what they need of the cluster and of the node, and nothing else. */
export const kubernetes: readonly Rule[] = [];
