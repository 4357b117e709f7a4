import { randomUUID } from "node:crypto";
import { arn, globalArn, hex } from "../recorded.ts";
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
  "aws:msk/serverlessCluster:ServerlessCluster": {
    autoName: "clusterName",
    id: (inputs, context) => mskArn(context, "cluster", inputs.clusterName),
    outputs: (id, _, context) => ({
      arn: id,
      clusterUuid: id.split("/").at(-1),
      bootstrapBrokersSaslIam: `boot-${hex(8)}.c2.kafka-serverless.${context.account.region}.amazonaws.com:9098`,
    }),
  },
  "aws:msk/clusterPolicy:ClusterPolicy": {
    id: ({ clusterArn }) => String(clusterArn),
    outputs: () => ({ currentVersion: `K${hex(13).toUpperCase()}` }),
  },
  "aws:msk/vpcConnection:VpcConnection": {
    id: ({ targetClusterArn }, context) =>
      arn(
        context,
        "kafka",
        `vpc-connection/${context.account.accountId}/${String(targetClusterArn).split("/")[1] ?? ""}/${randomUUID()}`,
      ),
    outputs: (id) => ({ arn: id }),
  },
  "aws:msk/replicator:Replicator": {
    id: (inputs, context) => arn(context, "kafka", `replicator/${String(inputs.replicatorName)}/${randomUUID()}-1`),
    outputs: (id) => ({ arn: id, currentVersion: `K${hex(13).toUpperCase()}` }),
  },
  "aws:appautoscaling/target:Target": {
    id: ({ resourceId }) => String(resourceId),
    outputs: (_, { serviceNamespace }, context) => ({
      arn: arn(context, "application-autoscaling", `scalable-target/${hex(22)}`),
      roleArn: globalArn(
        context,
        "iam",
        `role/aws-service-role/${String(serviceNamespace)}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_KafkaCluster`,
      ),
    }),
  },
  "aws:appautoscaling/policy:Policy": {
    outputs: (id, inputs, context) => ({
      arn: arn(
        context,
        "autoscaling",
        `scalingPolicy:${randomUUID()}:resource/${String(inputs.serviceNamespace)}/${String(inputs.resourceId)}:policyName/${id}`,
      ),
      alarmArns: [],
    }),
  },
  "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation": {
    id: ({ clusterArn, secretArn }) => `${String(clusterArn)},${String(secretArn)}`,
  },
};
