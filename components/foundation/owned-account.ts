import * as pulumi from "@pulumi/pulumi";
import { type BySeverity } from "../alerting/severity.ts";
import { AccountBaseline, type AccountBaselineArgs } from "./account-baseline.ts";
import { AccountFindings } from "./account-findings.ts";
import { CostAnomalies } from "./cost-anomalies.ts";
import { ThreatDetection, type ThreatDetectionArgs } from "./threat-detection.ts";

export interface OwnedAccountArgs extends AccountBaselineArgs, ThreatDetectionArgs {
  /** Topics that alerts go to, by severity. */
  readonly topicArns: BySeverity<string>;
  /**
   * Unusual spending that is worth a word, in USD.
   * @default 100
   */
  readonly costAnomalyUsd?: number;
}

/**
 * Everything of which an account has one. Environments may share an account; exactly one of them owns it and makes this, the
 * others would fight over it.
 */
export class OwnedAccount extends pulumi.ComponentResource {
  constructor(name: string, args: OwnedAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:OwnedAccount", name, {}, opts);
    const { place, topicArns, guardDuty, securityStandards, macie, costAnomalyUsd = 100 } = args;
    new AccountBaseline(`${name}-baseline`, args, { parent: this });
    new ThreatDetection(`${name}-threats`, { place, guardDuty, securityStandards, macie }, { parent: this });
    new AccountFindings(`${name}-findings`, { place, topicArns }, { parent: this });
    new CostAnomalies(`${name}-costs`, { place, topicArns, impactUsd: costAnomalyUsd }, { parent: this });
    this.registerOutputs({});
  }
}
