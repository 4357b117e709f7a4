import { workloadAndPatchTypes } from "../../../policy/kubernetes/pod-spec.ts";
import { noPlaintextEndpointEnv } from "../../../policy/transport/no-plaintext-endpoint-env.ts";
import { compliantWorkloads, podRows } from "../kubernetes/workloads.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const lambda = "aws:lambda/function:Function";
const task = "aws:ecs/taskDefinition:TaskDefinition";
const url = "environment.variables.API_URL";
const brokers = "b-1.events.kafka.example:9098,b-2.events.kafka.example:9098";
const env = "$.containers.0.env";
const sidecar = {
  name: "sidecar",
  image: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/sidecar:1.0.0",
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
  env: [{ name: "API_URL", value: "http://api.example" }],
};
/** A type for every place that a pod spec has. */
const places = [
  "kubernetes:core/v1:Pod",
  "kubernetes:core/v1:PodTemplate",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:batch/v1:CronJob",
];

/** The text of a task's only container, with a value of its variable. */
function containers(value: string): string {
  return JSON.stringify([{ name: "api", environment: [{ name: "API_URL", value }] }]);
}

export const table: RuleTable = {
  rule: noPlaintextEndpointEnv,
  compliant: {
    [lambda]: { environment: { variables: { API_URL: "https://api.example/v1", BROKERS: brokers } } },
    [task]: { containerDefinitions: containers("https://api.example/v1") },
    ...compliantWorkloads(workloadAndPatchTypes),
  },
  rows: [
    { kind: "compliant", title: "a function with HTTPS and brokers with IAM", findings: [] },
    { kind: "compliant", title: "the machine itself", change: { [url]: "http://localhost:8080/x" }, findings: [] },
    { kind: "compliant", title: "the machine by IPv6", change: { [url]: "http://[::1]:8080" }, findings: [] },
    { kind: "compliant", title: "its loopback", change: { [url]: "127.0.0.1:9092" }, findings: [] },
    {
      kind: "compliant",
      title: "the agent with the pod's credentials",
      change: { [url]: "http://169.254.170.23/v1/credentials" },
      findings: [],
    },
    { kind: "compliant", title: "a number that is no port", change: { [url]: "9092" }, findings: [] },
    {
      kind: "compliant",
      title: "a host that configuration allows",
      change: { [url]: "http://emulator:4566" },
      settings: { hosts: ["emulator"] },
      findings: [],
    },
    {
      kind: "violation",
      title: "HTTP",
      change: { [url]: "http://api.example/v1" },
      findings: [`fail ${url}`],
      says: 'environment.variables.API_URL is "http://api.example/v1"; must be an address with TLS.',
    },
    {
      kind: "violation",
      title: "a host that begins like the machine itself",
      change: { [url]: "HTTP://localhost.example" },
      findings: [`fail ${url}`],
    },
    {
      kind: "violation",
      title: "brokers without TLS",
      change: { "environment.variables.BROKERS": "b-1.events.kafka.example:9092, b-2.events.kafka.example:9092" },
      findings: ["fail environment.variables.BROKERS"],
    },
    {
      kind: "violation",
      title: "one broker of several without TLS",
      change: { "environment.variables.BROKERS": "b-1.events.kafka.example:9098,b-2.events.kafka.example:9092" },
      findings: ["fail environment.variables.BROKERS"],
    },
    {
      kind: "violation",
      title: "a listener that says it has no TLS",
      change: { "environment.variables.BROKERS": "SASL_PLAINTEXT://b-1.events.kafka.example:9096" },
      findings: ["fail environment.variables.BROKERS"],
    },
    { kind: "absent", title: "no environment", change: { environment: removed }, findings: [] },
    { kind: "absent", title: "an empty value", change: { [url]: "" }, findings: [] },
    {
      kind: "unknown",
      title: "a value not known yet",
      change: { [url]: notKnownYet },
      findings: [`undecided ${url}`],
    },
    {
      kind: "unknown",
      title: "variables not known yet",
      change: { "environment.variables": notKnownYet },
      findings: ["undecided environment.variables"],
    },
    {
      kind: "wrong type",
      title: "an environment that is text",
      change: { environment: "https://api.example" },
      findings: ["fail environment"],
    },
    { kind: "compliant", title: "a task with HTTPS", type: task, findings: [] },
    {
      kind: "violation",
      title: "a task with HTTP",
      type: task,
      change: { containerDefinitions: containers("http://api.example/v1") },
      findings: ["fail containerDefinitions[0].environment[0].value"],
    },
    {
      kind: "absent",
      title: "a container without variables",
      type: task,
      change: { containerDefinitions: '[{ "name": "api" }]' },
      findings: [],
    },
    {
      kind: "unknown",
      title: "containers not known yet",
      type: task,
      change: { containerDefinitions: notKnownYet },
      findings: ["undecided containerDefinitions"],
    },
    {
      kind: "wrong type",
      title: "containers that are no list",
      type: task,
      change: { containerDefinitions: "{}" },
      findings: ["fail containerDefinitions"],
    },
    ...podRows(workloadAndPatchTypes, [
      { kind: "compliant", title: "a pod with a topic", findings: [] },
      {
        kind: "violation",
        title: "a pod with HTTP",
        change: { [env]: [{ name: "API_URL", value: "http://api.example" }] },
        findings: ["fail $.containers[0].env[0].value"],
      },
      ...places.flatMap((type) =>
        ["initContainers", "ephemeralContainers"].map((list): Row => ({
          kind: "violation",
          title: `${list} with HTTP, ${type}`,
          type,
          change: { [`$.${list}`]: [sidecar] },
          findings: [`fail $.${list}[0].env[0].value`],
        })),
      ),
      {
        kind: "absent",
        title: "a value from elsewhere",
        change: { [env]: [{ name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
        findings: [],
      },
      {
        kind: "unknown",
        title: "a pod's value not known yet",
        change: { [env]: [{ name: "API_URL", value: notKnownYet }] },
        findings: ["undecided $.containers[0].env[0].value"],
      },
    ]),
  ],
};
