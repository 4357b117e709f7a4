import { type PolicyConfigJSONSchema } from "@pulumi/policy/schema.js";
import { matchesPattern } from "./pattern.ts";
import { type Finding } from "./rule.ts";

/** Lets one rule be broken in one place for a time. Pack configuration only: a program cannot exempt itself. */
export interface Exemption {
  /** Resource URN, where `*` stands for any characters and `?` for one. */
  readonly urn: string;
  /**
   * Path of the finding, as a pattern like `urn`.
   * @default "*"
   */
  readonly path?: string;
  /**
   * `undecided` covers findings that could not be decided before the first deployment, and none that failed.
   * @default it covers both
   */
  readonly only?: "undecided";
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `YYYY-MM-DD`, UTC. */
  readonly expires: string;
}

/** JSON Schema of a rule's exemptions, which the engine checks before any rule runs. */
export const exemptionsSchema: PolicyConfigJSONSchema = {
  type: "array",
  items: {
    type: "object",
    properties: {
      urn: { type: "string", minLength: 1 },
      path: { type: "string", minLength: 1 },
      only: { type: "string", enum: ["undecided"] },
      reason: { type: "string", minLength: 10 },
      owner: { type: "string", minLength: 1 },
      expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
    required: ["urn", "reason", "owner", "expires"],
    additionalProperties: false,
  },
};

/**
 * The exemption that covers a finding, if there is one that has not expired.
 *
 * @param today `YYYY-MM-DD`
 */
export function exemptionOf(
  finding: Finding,
  urn: string,
  exemptions: readonly Exemption[],
  today: string,
): Exemption | undefined {
  return exemptions.find(
    (exemption) =>
      exemption.expires >= today &&
      (exemption.only === undefined || exemption.only === finding.outcome) &&
      matchesPattern(exemption.urn, urn) &&
      matchesPattern(exemption.path ?? "*", finding.path),
  );
}
