// Phase 1. Owns: what runs in the cluster for everyone. Reads: cluster. Publishes:
// contracts/stacks/cluster-services.ts.
import * as pulumi from "@pulumi/pulumi";
import { clusterProvider } from "../../components/kubernetes/cluster-provider.ts";
import { PolicedNamespace } from "../../components/kubernetes/policed-namespace.ts";
import { clusterContract, clusterServicesContract, consume, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { options } = enterEnvironment(platform);
const cluster = await consume(clusterContract);

const kubernetes = clusterProvider("kubernetes", {
  clusterName: cluster.clusterName,
  clusterArn: cluster.clusterArn,
  region: platform.region,
  endpoint: cluster.endpoint,
  certificateAuthority: cluster.certificateAuthority,
});
const inCluster = pulumi.mergeOptions(options, { providers: { kubernetes } });

const namespaces = phase.namespaces.map(
  ({ name, quota }) => new PolicedNamespace(name, { namespace: name, version: cluster.version, quota }, inCluster),
);

export default publish(clusterServicesContract, {
  namespaces: namespaces.map(({ namespace }) => namespace),
});
