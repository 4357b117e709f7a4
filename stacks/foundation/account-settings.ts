import { z } from "zod";
import { type Standard, standards } from "../../components/foundation/security-standards.ts";
import { tiers } from "../../components/organization/guardrails.ts";
import { region } from "../platform-config.ts";

const amountUsd = z.number("must be an amount in USD").positive("must be an amount in USD above 0");

/** Settings of the account as a whole; read where the environment owns its account. */
export const accountSettings = z.strictObject({
  /** What the Region's VPCs refuse of the internet; `block-ingress` leaves NAT gateways their way out. Default: block-ingress. */
  vpcBlockPublicAccess: z
    .enum(["off", "block-ingress", "block-bidirectional"], "must be off, block-ingress or block-bidirectional")
    .optional(),
  /** Days after which unused access is a finding; charged by role. Default: it is not looked for. */
  unusedAccessDays: z
    .number("must be a number of days")
    .int()
    .min(1, "must be 1 to 365 days")
    .max(365, "must be 1 to 365 days")
    .optional(),
  /** Who AWS turns to about security. Default: the address of the root user. */
  securityContact: z
    .strictObject({
      name: z.string().min(1),
      title: z.string().min(1),
      email: z.email("must be an e-mail address"),
      phone: z.string().regex(/^\+[0-9 ()-]{5,24}$/, "must be a telephone number with its country code"),
    })
    .optional(),
  /** Whether GuardDuty watches the account. Default: true. */
  guardDuty: z.boolean("must be true or false").optional(),
  /** Standards that Security Hub holds the account against. Default: fsbp and cis. */
  securityStandards: z
    .array(z.enum(Object.keys(standards) as Standard[], `must be of ${Object.keys(standards).join(", ")}`))
    .optional(),
  /** Whether Macie looks for personal data in S3; charged by volume. Default: false. */
  macie: z.boolean("must be true or false").optional(),
  /** Unusual spending that is worth a word, in USD. Default: 100. */
  costAnomalyUsd: amountUsd.optional(),
});

export const monthlyBudgetUsd = amountUsd.optional();

const target = z
  .string()
  .regex(
    /^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|\d{12})$/,
    "must be the ID of a root, an organizational unit or an account",
  );

/** The organization and what its policies are attached to, by tier. */
export const organizationSettings = z.strictObject({
  /** ID of the organization. */
  id: z.string().regex(/^o-[a-z0-9]{10,32}$/, "must be the ID of an organization, like o-abcdefghij"),
  /** Regions that its accounts work in. */
  regions: z.array(region).min(1, "must name the Regions that the accounts work in"),
  /** Roles, by name, that keep trails, keys and logs and so are let through. Default: OrganizationAccountAccessRole. */
  administrators: z.array(z.string().min(1)).default(["OrganizationAccountAccessRole"]),
  /** Roots, organizational units and accounts that the policies of a tier are attached to, by tier. */
  targets: z.partialRecord(z.enum(tiers), z.array(target)),
});
