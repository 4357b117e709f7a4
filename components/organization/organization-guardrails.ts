import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { guardrails, type TierTargets } from "./guardrails.ts";
import { policyLimits } from "./policy-limits.ts";
import { type Organization } from "./service-control-presets.ts";

export interface OrganizationGuardrailsArgs {
  /** The organization whose management, or delegated administrator, account this is. */
  readonly organization: Organization;
  /** Where each tier is attached; a tier without targets is not made. */
  readonly targets: TierTargets;
}

/** The organization's own limits on what its accounts can do, whatever their administrators allow. */
export class OrganizationGuardrails extends pulumi.ComponentResource {
  constructor(name: string, args: OrganizationGuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:organization:OrganizationGuardrails", name, {}, opts);
    for (const policy of guardrails(args.organization, args.targets)) {
      const targets = [...new Set(policy.targets)];
      if (targets.length === 0) continue;
      const made = new aws.organizations.Policy(
        `${name}-${policy.name}`,
        {
          name: policy.name,
          description: policy.description,
          type: policyLimits[policy.kind].type,
          content: policy.content,
        },
        { parent: this },
      );
      for (const targetId of targets) {
        new aws.organizations.PolicyAttachment(
          `${name}-${policy.name}-${targetId}`,
          { policyId: made.id, targetId },
          { parent: this },
        );
      }
    }
    this.registerOutputs({});
  }
}
