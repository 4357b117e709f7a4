import { type Contract, phaseNames, type contracts, type Survey } from "../../contracts/stacks/index.ts";

/** What became of reading each phase. */
export type Surveys = { readonly [P in keyof typeof contracts]: Survey<(typeof contracts)[P]> };

/** The front page's outputs: the state of every phase, where things are, and what to do next. */
export function frontPage(environment: string, surveys: Surveys): Record<string, unknown> {
  const {
    network,
    cluster,
    "cluster-services": services,
    streaming,
    lake,
    ingestion,
    foundation,
    observability,
  } = surveys;
  return {
    environment,
    phases: Object.fromEntries(phaseNames.map((phase) => [phase, stateOf(surveys[phase])])),
    endpoints: {
      ...(ingestion.state === "deployed" ? { events: ingestion.outputs.endpoint } : {}),
      ...(cluster.state === "deployed" ? { kubernetesApi: cluster.outputs.endpoint } : {}),
      ...(observability.state === "deployed"
        ? { metrics: observability.outputs.metricsEndpoint, ...observability.outputs.consoles }
        : {}),
      ...(streaming.state === "deployed" ? { kafka: streaming.outputs.bootstrapBrokers } : {}),
    },
    network:
      network.state === "deployed"
        ? { vpcId: network.outputs.vpcId, cidr: network.outputs.vpcCidr, zones: network.outputs.availabilityZones }
        : {},
    namespaces: services.state === "deployed" ? services.outputs.namespaces : [],
    topics: streaming.state === "deployed" ? Object.keys(streaming.outputs.topics) : [],
    tables:
      lake.state === "deployed"
        ? Object.values(lake.outputs.tables).map(({ database, table }) => `${database}.${table}`)
        : [],
    logArchive: foundation.state === "deployed" ? foundation.outputs.logArchive.name : undefined,
    runbooks: "docs/runbooks/README.md",
  };
}

function stateOf(survey: Survey<Contract>): string {
  return survey.state === "deployed" ? survey.state : `${survey.state}: ${survey.detail}`;
}
