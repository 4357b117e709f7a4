import { dataAccessPurpose } from "./lake-formation.ts";
import { maintenancePurpose } from "./table-optimizers.ts";
import { physicalName, type Place, roleArn } from "../naming.ts";

/** Roles of the platform's own that read or write personal data, by what they are for: the last part of their names. */
const personalDataPurposes = {
  quarantine: ["collector", "raw-landing", maintenancePurpose("quarantine"), dataAccessPurpose],
  pii: ["collector", dataAccessPurpose],
} as const satisfies Record<"quarantine" | "pii", readonly string[]>;

/**
 * ARNs of the roles that may reach what is quarantined or personal: the collector, the lake's own jobs, and the named roles of people and
 * deployments. Everybody else is refused by the bucket, whatever IAM says.
 */
export function personalDataRoles(
  place: Place,
  roleNames: readonly string[],
): Readonly<Record<"quarantine" | "pii", readonly string[]>> {
  const listed = (purposes: readonly string[]): readonly string[] =>
    [...purposes.map((purpose) => physicalName("iam-role", place, purpose)), ...roleNames].map((name) =>
      roleArn(place, name),
    );
  return { quarantine: listed(personalDataPurposes.quarantine), pii: listed(personalDataPurposes.pii) };
}
