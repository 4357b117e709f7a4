// Phase 2. Owns: the collector. Reads: foundation (keys, log archive, alert topics), network, cluster, cluster-services
// (namespaces), streaming, lake (buckets). Publishes: contracts/stacks/ingestion.ts.
import * as pulumi from "@pulumi/pulumi";
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { EventIngestion } from "../../components/ingestion/event-ingestion.ts";
import { clusterProvider } from "../../components/kubernetes/cluster-provider.ts";
import {
  clusterContract,
  clusterServicesContract,
  consume,
  foundationContract,
  ingestionContract,
  lakeContract,
  networkContract,
  publish,
  streamingContract,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options, alarms } = enterEnvironment(platform);
const { keys, keyAliases, logArchive, alertTopics } = await consume(foundationContract);
const network = await consume(networkContract);
const cluster = await consume(clusterContract);
const { namespaces } = await consume(clusterServicesContract);
const streaming = await consume(streamingContract);
const { buckets } = await consume(lakeContract);
const kubernetes = clusterProvider("kubernetes", { ...cluster, region: place.region });

const ingestion = new EventIngestion(
  "ingestion",
  {
    place,
    plan: phase,
    cluster: {
      clusterName: cluster.clusterName,
      namespaces,
      identity: { by: cluster.workloadIdentity, oidcIssuer: cluster.oidcIssuer },
    },
    network: {
      vpcId: network.vpcId,
      // The public tier holds load balancers and NAT gateways alone, and internal ones are not public there either.
      loadBalancers: network.subnets.public,
      loadBalancersGroupId: network.securityGroups.loadBalancers,
      brokers: network.subnets.data,
    },
    kafka: streaming,
    buckets: { pii: buckets.pii.name, quarantine: buckets.quarantine.name },
    keys: { arns: { pii: keys.pii, secrets: keys.secrets, images: keys.cluster }, aliases: keyAliases },
    logs: { kmsKeyArn: keys.logs, retentionDays: platform.logRetentionDays, archiveBucket: logArchive.name },
    deleteDataOnDestroy: platform.deleteDataOnDestroy,
  },
  pulumi.mergeOptions(options, { providers: { kubernetes } }),
);

new AlarmSet(
  "alarms",
  { ...alarms, area: "ingestion", specs: ingestion.alarms, topicArns: alertTopics, ...phase.alarms },
  options,
);

const { host, port } = ingestion.endpoint;
export default publish(ingestionContract, {
  endpoint: pulumi.interpolate`https://${host}:${port}`,
  host,
  port,
  authentication: phase.authentication.by,
  tlsAt: phase.tlsAt,
  workload: ingestion.workload,
  repository: ingestion.repository,
  roleArn: ingestion.roleArn,
  tokenKeyArn: ingestion.tokenKeyArn,
});
