import * as pulumi from "@pulumi/pulumi";
import { type BySeverity } from "../alerting/severity.ts";
import { type Place } from "../naming.ts";
import { type TierTargets } from "../organization/guardrails.ts";
import { OrganizationGuardrails } from "../organization/organization-guardrails.ts";
import { type Organization } from "../organization/service-control-presets.ts";
import { MonthlyBudget } from "./monthly-budget.ts";
import { OwnedAccount, type OwnedAccountArgs } from "./owned-account.ts";
import { PipelineAccess } from "./pipeline-access.ts";
import { type GitHubRepository } from "./pipeline-policies.ts";

export interface AccountGovernanceArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Topics that alerts go to, by severity. */
  readonly topicArns: BySeverity<string>;
  /** Key of volumes that name none. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** Whether the environment makes what its account has one of. */
  readonly ownsAccount: boolean;
  /** Settings of the account as a whole; read where the environment owns it. */
  readonly account: Omit<OwnedAccountArgs, "place" | "topicArns" | "volumeKeyArn">;
  /**
   * Repository whose workflows preview and deploy.
   * @default - no workflow gets in
   */
  readonly github?: GitHubRepository;
  /**
   * What the environment may cost in a month, in USD.
   * @default - no budget
   */
  readonly monthlyBudgetUsd?: number;
  /**
   * The organization, where its policies are ours to attach, and what to attach them to.
   * @default - the organization's policies are written nowhere
   */
  readonly organization?: Organization & { readonly targets: TierTargets };
}

/** Who may do what at all, what it may cost, and how the account is set: all that is not the platform itself. */
export class AccountGovernance extends pulumi.ComponentResource {
  constructor(name: string, args: AccountGovernanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:AccountGovernance", name, {}, opts);
    const { place, topicArns, volumeKeyArn, ownsAccount, github, monthlyBudgetUsd, organization } = args;
    const child = { parent: this };
    if (ownsAccount) {
      new OwnedAccount(`${name}-account`, { ...args.account, place, topicArns, volumeKeyArn }, child);
    }
    if (github !== undefined) {
      new PipelineAccess(`${name}-pipeline`, { place, github, makeProvider: ownsAccount }, child);
    }
    if (monthlyBudgetUsd !== undefined) {
      new MonthlyBudget(`${name}-monthly`, { place, topicArns, amountUsd: monthlyBudgetUsd }, child);
    }
    if (organization !== undefined) {
      const { targets, ...about } = organization;
      new OrganizationGuardrails(`${name}-organization`, { organization: about, targets }, child);
    }
    this.registerOutputs({});
  }
}
