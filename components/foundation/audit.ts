import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { activityAlarms, catalogChangeAlarms, trailAlarms } from "../alerting/catalogue/audit.ts";
import { type Place } from "../naming.ts";
import { type ObjectLock } from "../storage/secure-bucket.ts";
import { accountActivities } from "./account-activity.ts";
import { ActivityFilters } from "./activity-filters.ts";
import { AuditTrail } from "./audit-trail.ts";
import { CatalogChanges } from "./catalog-changes.ts";
import { ConfigurationRecorder } from "./configuration-recorder.ts";
import { conformanceRules } from "./conformance.ts";
import { LogArchive } from "./log-archive.ts";
import { type TrailScope } from "./trail-selectors.ts";

export interface AuditArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Whether this environment also records what holds for the whole account: its management, its configurations. */
  readonly ownsAccount: boolean;
  /** Which uses of the environment's data are recorded. */
  readonly dataEvents: TrailScope["dataEvents"];
  /** Key of the evidence: the trail and the changes of the catalogue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Archive that AWS Config and the access logs are delivered to, with its key; pass the archive in `dependsOn`. */
  readonly logArchive: { readonly bucketName: string; readonly kmsKeyArn: pulumi.Input<string> };
  /** Days that evidence is kept. */
  readonly keepDays: number;
  /** Days that CloudWatch Logs keeps a copy to search. */
  readonly logDays: number;
  /** Whether a destroy may delete the evidence. */
  readonly deleteDataOnDestroy: boolean;
  /** Keeps the trail's files for a time, whatever rights somebody has. */
  readonly objectLock: ObjectLock;
}

/**
 * Evidence of what happens in an environment: the archive that locks it, the trail, the changes of the catalogue; and for
 * the environment that owns the account the record of configurations and filters for what somebody should hear of. @stateful
 */
export class Audit extends pulumi.ComponentResource {
  readonly archive: { readonly name: string; readonly arn: string };
  readonly trail: { readonly arn: string; readonly logGroupName: string };
  readonly catalogLogGroupName: string;
  /** Alarms on the evidence itself and on what it shows. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: AuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:Audit", name, {}, opts);
    const { place, ownsAccount, kmsKeyArn, logDays, logArchive } = args;
    const archive = new LogArchive(
      `${name}-archive`,
      {
        place,
        what: "audit",
        writers: ["cloudtrail"],
        kmsKeyArn,
        accessLogBucket: logArchive.bucketName,
        keepDays: args.keepDays,
        deleteDataOnDestroy: args.deleteDataOnDestroy,
        objectLock: args.objectLock,
      },
      { parent: this },
    );
    const trail = new AuditTrail(
      `${name}-trail`,
      {
        place,
        scope: { managementEvents: ownsAccount, dataEvents: args.dataEvents },
        bucketName: archive.bucketName,
        kmsKeyArn,
        logDays,
      },
      // CloudTrail tries to deliver before it makes the trail.
      { parent: this, dependsOn: archive },
    );
    const catalog = new CatalogChanges(`${name}-catalog`, { place, kmsKeyArn, keepDays: logDays }, { parent: this });
    if (ownsAccount) {
      new ActivityFilters(
        `${name}-activity`,
        { logGroupName: trail.logGroupName, activities: accountActivities },
        { parent: this, dependsOn: trail },
      );
      new ConfigurationRecorder(
        `${name}-configuration`,
        { place, ...logArchive, keepDays: args.keepDays, rules: conformanceRules },
        { parent: this },
      );
    }

    this.archive = { name: archive.bucketName, arn: archive.arn };
    this.trail = { arn: trail.arn, logGroupName: trail.logGroupName };
    this.catalogLogGroupName = catalog.logGroupName;
    this.alarms = [
      // A trail of data events alone is silent whenever nobody uses the data.
      ...(ownsAccount ? [...trailAlarms(trail), ...activityAlarms(accountActivities)] : []),
      ...catalogChangeAlarms(catalog.deadLetterQueueName),
    ];
    this.registerOutputs({
      archive: this.archive,
      trail: this.trail,
      catalogLogGroupName: this.catalogLogGroupName,
    });
  }
}
