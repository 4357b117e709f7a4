import { forceNew, type ReplacementRules } from "./rule.ts";

/** Amazon Managed Service for Prometheus and Amazon Managed Grafana. */
export const rules: ReplacementRules = {
  "aws:amp/workspace:Workspace": forceNew("internal/service/amp/workspace.go", "kmsKeyArn"),
  "aws:grafana/workspace:Workspace": forceNew(
    "internal/service/grafana/workspace.go",
    "authenticationProviders",
    "kmsKeyId",
  ),
};
