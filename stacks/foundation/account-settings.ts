import { z } from "zod";
import { type Standard, standards } from "../../components/foundation/threat-detection.ts";

const amountUsd = z.number("must be an amount in USD").positive("must be an amount in USD above 0");

/** Settings of the account as a whole; read where the environment owns its account. */
export const accountSettings = z.strictObject({
  /** What the Region's VPCs refuse of the internet; `block-ingress` leaves NAT gateways their way out. */
  vpcBlockPublicAccess: z
    .enum(["off", "block-ingress", "block-bidirectional"], "must be off, block-ingress or block-bidirectional")
    .optional(),
  /** Days after which unused access is a finding; charged by role. */
  unusedAccessDays: z
    .number("must be a number of days")
    .int()
    .min(1, "must be 1 to 365 days")
    .max(365, "must be 1 to 365 days")
    .optional(),
  /** Who AWS turns to about security. */
  securityContact: z
    .strictObject({
      name: z.string().min(1),
      title: z.string().min(1),
      email: z.email("must be an e-mail address"),
      phone: z.string().regex(/^\+[0-9 ()-]{5,24}$/, "must be a telephone number with its country code"),
    })
    .optional(),
  /** Whether GuardDuty watches the account. */
  guardDuty: z.boolean("must be true or false").optional(),
  /** Standards that Security Hub holds the account against. */
  securityStandards: z
    .array(z.enum(Object.keys(standards) as Standard[], `must be of ${Object.keys(standards).join(", ")}`))
    .optional(),
  /** Whether Macie looks for personal data in S3. */
  macie: z.boolean("must be true or false").optional(),
  /** Unusual spending that is worth a word. */
  costAnomalyUsd: amountUsd.optional(),
});

export const monthlyBudgetUsd = amountUsd.optional();
