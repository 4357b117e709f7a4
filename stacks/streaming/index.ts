// Phases 1 and 3. Owns: MSK cluster, topics, client credentials. Reads: foundation, network. Publishes: contracts/stacks/streaming.ts.
import { ClientAccess } from "../../components/streaming/client-access.ts";
import { EventStream } from "../../components/streaming/event-stream.ts";
import {
  consume,
  foundationContract,
  networkContract,
  publish,
  streamingContract,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);

const stream = new EventStream(
  "events",
  {
    place,
    kafkaVersion: phase.kafkaVersion,
    brokerType: phase.brokerType,
    brokersPerZone: phase.brokersPerZone,
    storagePerBrokerGiB: phase.storagePerBrokerGiB,
    authentication: phase.authentication,
    subnetIds: Object.values(network.subnets.data).map(({ id }) => id),
    securityGroupIds: [network.securityGroups.brokers],
    kmsKeyArn: foundation.keys.streaming,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
  },
  options,
);

const clients = new ClientAccess(
  "clients",
  {
    place,
    authentication: phase.authentication,
    clusterArn: stream.clusterArn,
    kmsKeyArn: foundation.keys.secrets,
    deleteDataOnDestroy: platform.deleteDataOnDestroy,
  },
  options,
);

export default publish(streamingContract, {
  clusterName: stream.clusterName,
  clusterArn: stream.clusterArn,
  authentication: phase.authentication,
  bootstrapBrokers: stream.bootstrapBrokers,
  topics: stream.topics,
  credentials: clients.secretArns,
  userNames: clients.userNames,
  acls: clients.acls,
});
