import { randomUUID } from "node:crypto";
import { arn, hex } from "../recorded.ts";
import type { Properties, ResourceContext, ResourceTypes } from "../resource-type.ts";

/** `<kind>/<name>/<UUID>-<number>`, as MSK ends its ARNs. */
function mskArn(context: ResourceContext, kind: "cluster" | "configuration", name: unknown): string {
  return arn(context, "kafka", `${kind}/${String(name)}/${randomUUID()}-1`);
}

/** MSK lists at most three brokers. Ports: docs.aws.amazon.com/msk/latest/developerguide/port-info.html */
function brokers(inputs: Properties, { account }: ResourceContext, port: number): string {
  const domain = `${String(inputs.clusterName)}.${hex(6)}.c2.kafka.${account.region}.amazonaws.com`;
  const count = Math.min(Number(inputs.numberOfBrokerNodes), 3);
  return Array.from({ length: count }, (_, index) => `b-${index + 1}.${domain}:${port}`).join(",");
}

/** The addresses MSK gives: one list per way of authenticating that is on, empty for the others. */
function bootstrapBrokers(inputs: Properties, context: ResourceContext): Properties {
  const { clientAuthentication } = inputs as {
    clientAuthentication?: { sasl?: { iam?: boolean; scram?: boolean }; tls?: unknown };
  }; // checked against the SDK's declaration
  return {
    bootstrapBrokersTls: clientAuthentication?.tls === undefined ? "" : brokers(inputs, context, 9094),
    bootstrapBrokersSaslIam: clientAuthentication?.sasl?.iam === true ? brokers(inputs, context, 9098) : "",
    bootstrapBrokersSaslScram: clientAuthentication?.sasl?.scram === true ? brokers(inputs, context, 9096) : "",
  };
}

/** Amazon MSK. */
export const types: ResourceTypes = {
  "aws:msk/cluster:Cluster": {
    autoName: "clusterName",
    id: (inputs, context) => mskArn(context, "cluster", inputs.clusterName),
    outputs: (id, inputs, context) => ({
      arn: id,
      clusterUuid: id.split("/").at(-1),
      currentVersion: `K${hex(13).toUpperCase()}`,
      storageMode: "LOCAL",
      ...bootstrapBrokers(inputs, context),
    }),
  },
  "aws:msk/configuration:Configuration": {
    autoName: "name",
    id: (inputs, context) => mskArn(context, "configuration", inputs.name),
    outputs: (id) => ({ arn: id, latestRevision: 1 }),
  },
  "aws:msk/topic:Topic": {
    id: ({ clusterArn, name }) => `${String(clusterArn)},${String(name)}`,
    outputs: (_, { clusterArn, name, configs }) => ({
      arn: `${String(clusterArn).replace(":cluster/", ":topic/")}/${String(name)}`,
      configsActual: configs ?? "{}",
    }),
  },
  "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation": {
    id: ({ clusterArn, secretArn }) => `${String(clusterArn)},${String(secretArn)}`,
  },
};
