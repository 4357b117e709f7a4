import { mskDurable } from "../../../policy/data-protection/msk-durable.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const [configuration, topic = "", cluster = ""] = mskDurable.types;
const durable = {
  "default.replication.factor": "3",
  "min.insync.replicas": "2",
  "unclean.leader.election.enable": "false",
  "auto.create.topics.enable": "false",
};
const properties = (change: Readonly<Record<string, string | undefined>>): object => ({
  serverProperties: Object.entries<string | undefined>({ ...durable, ...change })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join("\n"),
});
const broken = [
  ["default.replication.factor", "2"],
  ["min.insync.replicas", "1"],
  ["unclean.leader.election.enable", "true"],
  ["auto.create.topics.enable", "true"],
] as const;

const brokenProperties = broken.map(([name, value]): Row => ({
  kind: "violation",
  title: `${name}=${value}`,
  change: { ...properties({ [name]: value }) },
  findings: [`fail serverProperties.${name}`],
}));
const brokenTopics = broken.slice(1, 3).map(([name, value]): Row => ({
  kind: "violation",
  title: `a topic with ${name}=${value}`,
  type: topic,
  change: { configs: JSON.stringify({ [name]: value }) },
  findings: [`fail configs.${name}`],
}));
const arn = "arn:aws:kafka:eu-central-1:111111111111:configuration/express/1";

export const table: RuleTable = {
  rule: mskDurable,
  compliant: {
    [configuration]: { name: "prod", ...properties({}) },
    [topic]: {
      name: "iot.telemetry",
      partitionCount: 12,
      replicationFactor: 3,
      configs: '{"min.insync.replicas":"2"}',
    },
    [cluster]: {
      clusterName: "prod",
      numberOfBrokerNodes: 6,
      brokerNodeGroupInfo: { instanceType: "kafka.m7g.large", clientSubnets: ["subnet-a", "subnet-b", "subnet-c"] },
      configurationInfo: { arn: "arn:aws:kafka:eu-central-1:111111111111:configuration/prod/1", revision: 1 },
    },
  },
  rows: [
    { kind: "compliant", title: "a configuration", findings: [] },
    { kind: "compliant", title: "a topic", type: topic, findings: [] },
    { kind: "compliant", title: "a cluster", type: cluster, findings: [] },
    {
      kind: "absent",
      title: "what MSK has right by itself",
      change: { serverProperties: "# ours\nunclean.leader.election.enable = false\r\n" },
      findings: [],
    },
    {
      kind: "absent",
      title: "a leader that was behind, which is MSK's default",
      change: { ...properties({ "unclean.leader.election.enable": undefined }) },
      findings: ["fail serverProperties.unclean.leader.election.enable"],
    },
    {
      kind: "compliant",
      title: "Express brokers, which refuse to be told",
      change: { arn, serverProperties: "auto.create.topics.enable=false" },
      others: [
        {
          type: cluster,
          props: { brokerNodeGroupInfo: { instanceType: "express.m7g.large" }, configurationInfo: { arn } },
        },
      ],
      findings: [],
    },
    {
      kind: "violation",
      title: "brokers of both kinds through the graph",
      change: { serverProperties: "auto.create.topics.enable=false" },
      others: ["express.m7g.large", "kafka.m7g.large"].map((instanceType) => ({
        type: cluster,
        props: { brokerNodeGroupInfo: { instanceType }, configurationInfo: { arn: notKnownYet } },
        dependsOn: { configurationInfo: "judged" },
      })),
      findings: ["fail serverProperties.unclean.leader.election.enable"],
    },
    ...brokenProperties,
    {
      kind: "unknown",
      title: "properties not known yet",
      change: { serverProperties: notKnownYet },
      findings: ["undecided serverProperties"],
    },
    { kind: "wrong type", title: "a number", change: { serverProperties: 3 }, findings: ["fail serverProperties"] },
    ...valueRows("replicationFactor", { bad: [1, 2], type: topic }),
    ...brokenTopics,
    { kind: "absent", title: "a topic without settings", type: topic, change: { configs: removed }, findings: [] },
    {
      kind: "wrong type",
      title: "a topic whose settings are no JSON",
      type: topic,
      change: { configs: "none" },
      findings: ["fail configs"],
    },
    ...valueRows("numberOfBrokerNodes", { bad: [4, 0], type: cluster }),
    {
      kind: "unknown",
      title: "subnets not known yet",
      type: cluster,
      change: { "brokerNodeGroupInfo.clientSubnets": notKnownYet, numberOfBrokerNodes: 4 },
      findings: [],
    },
    {
      kind: "violation",
      title: "brokers of two zones in three",
      type: cluster,
      change: { "brokerNodeGroupInfo.clientSubnets": [notKnownYet, notKnownYet, notKnownYet], numberOfBrokerNodes: 2 },
      findings: ["fail numberOfBrokerNodes"],
    },
    ...setRows("configurationInfo.arn", { type: cluster }),
    {
      kind: "compliant",
      title: "Express brokers without a configuration",
      type: cluster,
      change: { "brokerNodeGroupInfo.instanceType": "express.m7g.large", configurationInfo: removed },
      findings: [],
    },
  ],
};
