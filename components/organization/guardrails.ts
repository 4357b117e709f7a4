import { type GuardStatement, policyDocument } from "../iam/policy-document.ts";
import { declarativeEc2 } from "./declarative-ec2.ts";
import { type OrganizationPolicy, policyProblems } from "./policy-limits.ts";
import { dataPerimeter } from "./resource-control-presets.ts";
import { type Organization, type ServiceControlPresetName, serviceControlPresets } from "./service-control-presets.ts";

/** From the loosest to the tightest; a tier is attached beside those before it. */
export const tiers = ["baseline", "workloads", "production"] as const;

export type Tier = (typeof tiers)[number];

/** Roots, organizational units and accounts by tier. */
export type TierTargets = Readonly<Partial<Record<Tier, readonly string[]>>>;

/** Presets by tier: what holds everywhere, where workloads run, and where what they hold must last. */
export const presetsOf: Readonly<Record<Tier, readonly ServiceControlPresetName[]>> = {
  baseline: [
    "stayInOrganization",
    "noRootUser",
    "keepTrail",
    "keepConfig",
    "keepDetection",
    "keepBoundaries",
    "keepPublicAccessClosed",
  ],
  workloads: ["ourRegionsOnly", "noLastingCredentials", "keepLogs", "keepKeys", "keepAlerts", "encryptedOnly"],
  production: ["keepData"],
};

/**
 * The organization's policies: service control policies by tier; the data perimeter and EC2's settings where workloads run.
 *
 * @throws {Error} with everything that AWS Organizations would refuse.
 */
export function guardrails(organization: Organization, targets: TierTargets): readonly OrganizationPolicy[] {
  const policies: readonly OrganizationPolicy[] = [
    ...tiers.map((tier) => ({
      name: `${tier}-guardrails`,
      kind: "service-control" as const,
      description: `What nobody does: ${tier}`,
      content: policyDocument(merged(presetsOf[tier].flatMap((preset) => statementsOf(preset, organization)))),
      targets: targets[tier] ?? [],
    })),
    {
      name: "data-perimeter",
      kind: "resource-control",
      description: "Data for the organization's own identities only, over TLS",
      content: policyDocument(dataPerimeter(organization)),
      targets: targets.workloads ?? [],
    },
    {
      name: "ec2-settings",
      kind: "declarative-ec2",
      description: "Settings of EC2 that no account changes",
      content: declarativeEc2(),
      targets: targets.workloads ?? [],
    },
  ];
  const problems = policyProblems(policies);
  if (problems.length > 0) {
    throw new Error(
      `The organization's policies cannot be attached:\n${problems.map((one) => `- ${one}.`).join("\n")}`,
    );
  }
  return policies;
}

function statementsOf(preset: ServiceControlPresetName, organization: Organization): readonly GuardStatement[] {
  return serviceControlPresets[preset](organization);
}

/** Statements that differ in their actions alone become one, under the name of the first: each costs characters. */
export function merged(statements: readonly GuardStatement[]): readonly GuardStatement[] {
  const groups = new Map<string, GuardStatement>();
  for (const statement of statements) {
    const { Action } = statement;
    // What says NotAction means everything else; two of them together would mean less than each.
    const key =
      Action === undefined ? JSON.stringify(statement) : JSON.stringify({ ...statement, Sid: "", Action: "" });
    const before = groups.get(key);
    // Two with NotAction are in one group only where they are the same.
    const joins = before?.Action !== undefined && Action !== undefined;
    groups.set(key, joins ? { ...before, Action: union(before.Action, Action) } : statement);
  }
  return [...groups.values()];
}

function union(one: string | readonly string[], other: string | readonly string[]): readonly string[] {
  const list = (values: string | readonly string[]): readonly string[] =>
    typeof values === "string" ? [values] : values;
  return [...new Set([...list(one), ...list(other)])].sort();
}
