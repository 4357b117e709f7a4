import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsOwnedArn, type Place } from "../naming.ts";
import { type Standard, standards } from "./security-standards.ts";

export interface ThreatDetectionArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Whether GuardDuty watches the account.
   * @default true
   */
  readonly guardDuty?: boolean;
  /**
   * Standards that Security Hub holds the account against; with none there is no Security Hub.
   * @default ["fsbp", "cis"]
   */
  readonly securityStandards?: readonly Standard[];
  /**
   * Whether Macie looks for personal data in S3. Charged by bucket and by what it reads.
   * @default false
   */
  readonly macie?: boolean;
}

/** What GuardDuty reads beside CloudTrail, flow logs and DNS: the kinds of resource that this platform has. */
const guardDutyFeatures = ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS"];

/** Services that look for threats and weak settings in an account; one of each in a Region. */
export class ThreatDetection extends pulumi.ComponentResource {
  constructor(name: string, args: ThreatDetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:ThreatDetection", name, {}, opts);
    const { place, guardDuty = true, securityStandards = ["fsbp", "cis"], macie = false } = args;

    if (guardDuty) {
      const detector = new aws.guardduty.Detector(
        `${name}-detector`,
        { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        { parent: this },
      );
      for (const feature of guardDutyFeatures) {
        new aws.guardduty.DetectorFeature(
          `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
          { detectorId: detector.id, name: feature, status: "ENABLED" },
          { parent: this },
        );
      }
    }
    if (securityStandards.length > 0) {
      const hub = new aws.securityhub.Account(
        `${name}-security-hub`,
        { enableDefaultStandards: false, autoEnableControls: true, controlFindingGenerator: "SECURITY_CONTROL" },
        { parent: this },
      );
      for (const standard of new Set(securityStandards)) {
        new aws.securityhub.StandardsSubscription(
          `${name}-${standard}`,
          {
            standardsArn: awsOwnedArn(place, "securityhub", `standards/${standards[standard]}`),
          },
          { parent: this, dependsOn: hub },
        );
      }
    }
    if (macie) {
      new aws.macie2.Account(
        `${name}-macie`,
        { status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
