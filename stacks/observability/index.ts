// Phase 8. Owns: the metrics workspace with its rules, Grafana. Reads: foundation (keys, alert topics), network (VPC, app
// subnets). Publishes: contracts/stacks/observability.ts.
import { GrafanaWorkspace } from "../../components/observability/grafana-workspace.ts";
import { MetricsWorkspace } from "../../components/observability/metrics-workspace.ts";
import { platformRules } from "../../components/observability/platform-rules.ts";
import {
  consume,
  foundationContract,
  networkContract,
  observabilityContract,
  publish,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options, alarms } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);

const metrics = new MetricsWorkspace(
  "metrics",
  {
    place,
    kmsKeyArn: foundation.keys.metrics,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    topicArns: foundation.alertTopics,
    ruleGroups: platformRules,
    runbookUrl: alarms.runbookUrl,
    retentionDays: phase.metricsRetentionDays,
  },
  options,
);

const grafana =
  phase.grafana === undefined
    ? undefined
    : new GrafanaWorkspace(
        "grafana",
        {
          place,
          kmsKeyArn: foundation.keys.metrics,
          alertsKeyAlias: foundation.keyAliases.alerts,
          vpcId: network.vpcId,
          subnetIds: Object.values(network.subnets.app).map(({ id }) => id),
          ...phase.grafana,
        },
        options,
      );

export default publish(observabilityContract, {
  metricsWorkspaceArn: metrics.arn,
  metricsEndpoint: metrics.endpoint,
  consoles: grafana === undefined ? {} : { grafana: grafana.endpoint },
});
