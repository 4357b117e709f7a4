// Phases 1 and 3. Owns: MSK cluster, topics, client credentials. Reads: foundation, network. Publishes: contracts/stacks/streaming.ts.
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { type MultiVpc } from "../../components/streaming/broker-rules.ts";
import { brokerSubnets } from "../../components/streaming/broker-subnets.ts";
import { ClientAccess } from "../../components/streaming/client-access.ts";
import { ClientNetworks } from "../../components/streaming/client-networks.ts";
import { EventStream } from "../../components/streaming/event-stream.ts";
import { Replication } from "../../components/streaming/replication.ts";
import {
  consume,
  foundationContract,
  lastPublished,
  networkContract,
  publish,
  streamingContract,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const multiVpcBefore = (await lastPublished("multiVpc")) as MultiVpc | undefined; // published below
const { place, options, alarms } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);

const subnetIds = brokerSubnets(network.availabilityZones, network.subnets.data);

const stream = new EventStream(
  "events",
  {
    ...phase,
    multiVpcBefore,
    place,
    subnetIds,
    securityGroupIds: [network.securityGroups.brokers],
    kmsKeyArn: foundation.keys.streaming,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    logArchiveBucket: phase.archiveBrokerLogs ? foundation.logArchive.name : undefined,
  },
  options,
);

const clients = new ClientAccess(
  "clients",
  {
    place,
    authentication: phase.authentication,
    clusterArn: stream.clusterArn,
    key: { arn: foundation.keys.secrets, alias: foundation.keyAliases.secrets },
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    network: {
      vpcId: network.vpcId,
      subnetIds: brokerSubnets(network.availabilityZones, network.subnets.app),
      endpointsSecurityGroupId: network.securityGroups.endpoints,
    },
    rotateAfterDays: phase.passwordDays,
    deleteDataOnDestroy: platform.deleteDataOnDestroy,
  },
  options,
);

const replicator = phase.replication !== undefined;
const networks = { accounts: phase.clientAccounts, networks: phase.clientNetworks, replicator };
new ClientNetworks("client-networks", { ...phase, ...networks, place, clusterArn: stream.clusterArn }, options);

if (phase.replication !== undefined) {
  const securityGroupIds = [network.securityGroups.kafkaClients];
  const source = { clusterName: stream.clusterName, clusterArn: stream.clusterArn, subnetIds, securityGroupIds };
  new Replication("replication", { place, source, multiVpc: phase.multiVpc, ...phase.replication }, options);
}

new AlarmSet(
  "alarms",
  {
    ...alarms,
    area: "streaming",
    specs: [...stream.alarms, ...clients.alarms],
    topicArns: foundation.alertTopics,
    ...phase.alarms,
  },
  options,
);

export default publish(streamingContract, {
  clusterName: stream.clusterName,
  clusterArn: stream.clusterArn,
  authentication: stream.authentication,
  bootstrapBrokers: stream.bootstrapBrokers,
  endpoints: stream.endpoints,
  topics: stream.topics,
  credentials: clients.secretArns,
  userNames: clients.userNames,
  multiVpc: phase.multiVpc,
  acls: clients.acls,
});
