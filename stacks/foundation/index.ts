// Phase 0. Owns: the boundaries of all roles, KMS keys by purpose, the log archive, the audit, alert topics, settings of the
// account, budget. Reads: nothing. Publishes: contracts/stacks/foundation.ts.
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { AlertPath } from "../../components/alerting/alert-path.ts";
import { AccountGovernance } from "../../components/foundation/account-governance.ts";
import { Audit } from "../../components/foundation/audit.ts";
import { keyDeclarations } from "../../components/foundation/key-declarations.ts";
import { KeyRing } from "../../components/foundation/key-ring.ts";
import { LogArchive } from "../../components/foundation/log-archive.ts";
import { PermissionBoundaries } from "../../components/foundation/permission-boundaries.ts";
import { foundationContract, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { deleteDataOnDestroy } = platform;
const { place, options: unbounded, alarms } = enterEnvironment(platform);
const boundaries = new PermissionBoundaries(
  "boundaries",
  { place, additionalRegions: phase.additionalRegions },
  unbounded,
);
// A role cannot be made before its boundary is.
const options = { ...unbounded, dependsOn: boundaries };

const keys = new KeyRing("keys", { place, keys: keyDeclarations }, options);

const archive = new LogArchive(
  "log-archive",
  {
    place,
    what: "logs",
    writers: ["log-delivery", "s3-access-logs", "config"],
    kmsKeyArn: keys.arns.logs,
    keepDays: phase.logArchiveDays,
    deleteDataOnDestroy,
  },
  options,
);

const audit = new Audit(
  "audit",
  {
    ...phase.audit,
    place,
    ownsAccount: phase.ownsAccount,
    kmsKeyArn: keys.arns.audit,
    logArchive: { bucketName: archive.bucketName, kmsKeyArn: keys.arns.logs },
    deleteDataOnDestroy,
  },
  { ...options, dependsOn: [boundaries, archive] },
);

const alerts = new AlertPath(
  "alerts",
  {
    place,
    kmsKeyArn: keys.arns.alerts,
    emails: phase.alertEmails,
    pagerDutyUrl: phase.alertPagerDutyUrl,
    slack: phase.alertSlack,
  },
  options,
);

const { topicArns } = alerts;
// The topics' ARNs are known before the topics are there.
const afterTopics = { ...options, dependsOn: alerts };

new AlarmSet(
  "alarms",
  { ...alarms, area: "foundation", specs: [...alerts.alarms, ...audit.alarms], topicArns, ...phase.alarms },
  afterTopics,
);

new AccountGovernance("governance", { ...phase, place, volumeKeyArn: keys.arns.cluster, topicArns }, afterTopics);

export default publish(foundationContract, {
  keys: keys.arns,
  keyAliases: keys.aliases,
  alertTopics: topicArns,
  auditArchive: audit.archive,
  auditTrail: audit.trail,
  logArchive: { name: archive.bucketName, arn: archive.arn },
});
