import { type KeyDeclaration } from "./key-ring.ts";

/** The keys of an environment by purpose, and who uses each. */
export const keyDeclarations = {
  logs: {
    description: "Logs: CloudWatch log groups and the log archive",
    users: { services: ["cloudwatch-logs", "log-delivery", "config", "s3-access-logs"], through: ["s3"] },
  },
  audit: {
    description: "The audit trail and the record of changes to the catalogue",
    users: { services: ["cloudtrail", "cloudwatch-logs", "eventbridge-to-sqs"], through: ["s3", "sns", "sqs"] },
  },
  alerts: {
    description: "Alert topics and what could not be delivered",
    users: {
      services: [
        "cloudwatch-alarms",
        "eventbridge-to-sns",
        "eventbridge-to-sqs",
        "budgets",
        "cost-anomalies",
        "prometheus-alerts",
        "sns-to-sqs",
      ],
      through: ["sns", "sqs"],
    },
  },
  lake: {
    description: "Lake data that is not personal",
    users: { services: ["s3-tables-maintenance"], through: ["s3", "dynamodb"] },
  },
  // Roles of the environment alone: no person reads personal data through a service with rights of their own.
  pii: { description: "Personal and quarantined data", users: { services: [], through: [] } },
  streaming: { description: "MSK storage", users: { services: [], through: ["kafka"] } },
  cluster: {
    description: "Kubernetes secrets, the volumes of nodes, images of containers, notices of interruptions",
    users: { services: ["auto-scaling", "eventbridge-to-sqs"], through: ["eks", "ec2", "ecr", "sqs"] },
  },
  metrics: {
    description: "Metrics in Amazon Managed Service for Prometheus, and the Grafana workspace",
    users: { services: [], through: ["aps", "grafana"] },
  },
  secrets: {
    description: "Secrets Manager secrets, MSK SCRAM credentials among them",
    users: { services: [], through: ["secretsmanager", "kafka", "lambda"] },
  },
} as const satisfies Record<string, KeyDeclaration>;
