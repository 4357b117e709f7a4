import { has, mustBeSet, mustList } from "../check.ts";
import { stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const logging = "aws:redshift/logging:Logging";

export const redshiftAuditLog = stackRule({
  id: "redshift-audit-log",
  types: ["aws:redshift/cluster:Cluster", logging],
  what: "A Redshift cluster writes its audit log.",
  why: "Who connected, who was refused and who changed which user is kept for a few days in system tables at most.",
  remedy:
    'Add an aws.redshift.Logging with the cluster\'s identifier, logDestinationType: "cloudwatch" and logExports: ["connectionlog", "userlog", "useractivitylog"].',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Redshift.4"], checkov: ["CKV_AWS_71"], cdkNag: ["RS5"] },
  url: "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
  evaluate: (resource, stack) => {
    if (resource.type !== logging) {
      const names = ["clusterIdentifier", "id"];
      const some = linkedTo(resource, stack, { types: [logging], property: "clusterIdentifier", names }).length > 0;
      return some ? [] : [notLinked(logging, "there for every cluster")];
    }
    switch (has(resource.props, "logDestinationType", ["cloudwatch"])) {
      case true:
        return mustList(resource.props, "logExports", ["connectionlog", "userlog"]);
      case false:
        return mustBeSet(resource.props, "bucketName", "the name of a bucket");
      case "unknown":
        // AWS refuses a destination without what it needs.
        return [];
    }
  },
});
