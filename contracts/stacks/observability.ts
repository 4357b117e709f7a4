import { z } from "zod";
import { defineContract, stable } from "./contract.ts";
import { arn } from "./shapes.ts";

export const observabilityContract = defineContract("observability", {
  metricsWorkspaceArn: stable("ARN of the Prometheus workspace that collectors write to", arn("aps")),
  metricsEndpoint: stable("Base of its query and remote write addresses", z.url({ protocol: /^https$/ })),
  consoles: stable("Addresses for people, by name: grafana where there is one", z.record(z.string(), z.string())),
});
