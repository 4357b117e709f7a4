import { z } from "zod";
import { arn } from "../../provider/recorded.ts";
import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { BrokerCluster } from "../kafka/broker-cluster.ts";
import type { Configurations } from "../kafka/configurations.ts";
import type { KafkaFleet } from "../kafka/fleet.ts";
import { handler } from "./handler.ts";
import { MskError } from "./msk-error.ts";

const inputs = z.looseObject({
  // It becomes a folder name; MSK allows the same characters.
  clusterName: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/, "must be 1 to 64 letters, digits and hyphens"),
  numberOfBrokerNodes: z.number().int().positive(),
  clientAuthentication: z.looseObject({ sasl: z.looseObject({ scram: z.boolean().optional() }).optional() }).optional(),
  configurationInfo: z.looseObject({ arn: z.string(), revision: z.number().int().positive() }).optional(),
});

type Inputs = z.infer<typeof inputs>;

/** `aws:msk/cluster:Cluster`: its declared number of Kafka brokers on this machine. */
export function clusterHandler(fleet: KafkaFleet, configurations: Configurations): ResourceHandler {
  return handler<Inputs>({
    inputs,
    exists: ["ConflictException"],
    gone: ["NotFoundException"],
    async create(given, context) {
      if (given.clientAuthentication?.sasl?.scram !== true) {
        throw new MskError(
          "BadRequestException",
          "the one-machine cloud authenticates clients by SCRAM only (IAM exists only at AWS). Set clientAuthentication.sasl.scram to true; here: streaming:authentication [scram] in Pulumi.local.yaml.",
        );
      }
      if (fleet.find(given.clusterName) !== undefined) {
        throw new MskError("ConflictException", `A cluster named ${given.clusterName} already exists.`);
      }
      const cluster = await fleet.create({
        name: given.clusterName,
        arnPrefix: arn(context, "kafka", `cluster/${given.clusterName}`),
        brokers: given.numberOfBrokerNodes,
        serverProperties: settingsOf(given, configurations),
        inputs: given,
      });
      return cluster.record.arn;
    },
    read: (id) => {
      const cluster = fleet.find(id);
      return Promise.resolve(cluster === undefined ? undefined : outputs(cluster));
    },
    async update(id, given) {
      const cluster = requireCluster(fleet, id);
      const present = cluster.record.slots.length;
      if (given.numberOfBrokerNodes < present) {
        throw new MskError(
          "BadRequestException",
          `the cluster has ${present} brokers and numberOfBrokerNodes is ${given.numberOfBrokerNodes}: brokers can be added here, not removed.`,
        );
      }
      await fleet.change(cluster, {
        brokers: given.numberOfBrokerNodes,
        serverProperties: settingsOf(given, configurations),
        inputs: given,
      });
    },
    async delete(id) {
      await fleet.remove(requireCluster(fleet, id));
    },
  });
}

/** The cluster of this ARN. @throws {MskError} NotFoundException, as MSK answers. */
export function requireCluster(fleet: KafkaFleet, clusterArn: string): BrokerCluster {
  const cluster = fleet.find(clusterArn);
  if (cluster === undefined) throw new MskError("NotFoundException", `There is no cluster ${clusterArn}.`);
  return cluster;
}

function settingsOf(given: Inputs, configurations: Configurations): string {
  const { configurationInfo } = given;
  if (configurationInfo === undefined) return "";
  const text = configurations.find(configurationInfo.arn)?.revisions[configurationInfo.revision - 1];
  if (text !== undefined) return text;
  throw new MskError(
    "BadRequestException",
    `configurationInfo names revision ${configurationInfo.revision} of ${configurationInfo.arn}, which does not exist.`,
  );
}

function outputs(cluster: BrokerCluster): Properties {
  const { record, access } = cluster;
  return {
    storageMode: "LOCAL",
    enhancedMonitoring: "DEFAULT",
    ...record.inputs,
    arn: record.arn,
    clusterUuid: record.uuid,
    currentVersion: record.currentVersion,
    bootstrapBrokersSaslScram: [...access.bootstrapBrokersSaslScram].sort().join(","),
    ...Object.fromEntries(unavailable.map((name) => [name, ""])),
  };
}

/** Addresses of listeners that exist only at AWS (IAM, public, IPv6, VPC connectivity) or not at all (ZooKeeper). */
const unavailable = [
  "bootstrapBrokers",
  "bootstrapBrokersIpv6",
  "bootstrapBrokersPublicSaslIam",
  "bootstrapBrokersPublicSaslScram",
  "bootstrapBrokersPublicTls",
  "bootstrapBrokersSaslIam",
  "bootstrapBrokersSaslIamIpv6",
  "bootstrapBrokersSaslScramIpv6",
  "bootstrapBrokersTls",
  "bootstrapBrokersTlsIpv6",
  "bootstrapBrokersVpcConnectivitySaslIam",
  "bootstrapBrokersVpcConnectivitySaslScram",
  "bootstrapBrokersVpcConnectivityTls",
  "customerActionStatus",
  "zookeeperConnectString",
  "zookeeperConnectStringTls",
] as const;
