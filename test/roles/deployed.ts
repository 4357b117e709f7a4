import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { environments as allEnvironments } from "../../stacks/platform-config.ts";
import { type RolePolicies, rolesAmong } from "../../policy/iam/effective-grant.ts";
import { type PlannedResource, plannedResources } from "../checkov/planned.ts";
import { managedPolicies } from "./managed-policies.ts";
import { type Place } from "./rows.ts";

/** A role as an environment deploys it. */
export interface DeployedRole extends RolePolicies {
  readonly phase: string;
  /** Its name without the environment in front. */
  readonly purpose: string;
  /** What its declaration says it is for. */
  readonly description: string;
}

export interface Deployed {
  readonly place: Place;
  readonly roles: readonly DeployedRole[];
}

// `test` is what a program's own tests are configured with; nobody deploys it.
export const environments = allEnvironments.filter((environment) => environment !== "test");

/** The roles of all environments, from the resources that the engine plans. */
export async function deployedRoles(): Promise<readonly Deployed[]> {
  return Promise.all(
    environments.map(async (environment) => rolesOf(placeOf(environment), await plannedResources(environment))),
  );
}

export function rolesOf(place: Place, planned: readonly PlannedResource[]): Deployed {
  const resources = planned.map(({ type, inputs }) => ({ type, props: inputs }));
  const declared = planned.filter(({ type }) => type === "aws:iam/role:Role");
  const roles = rolesAmong(resources, (arn) => managedPolicies[arn.slice(arn.indexOf(":policy/") + 8)]);
  return {
    place,
    roles: roles.map((role) => {
      const declaration = declared.find(({ inputs }) => inputs.name === role.name);
      const { phase = "", inputs } = declaration ?? {};
      const description = typeof inputs?.description === "string" ? inputs.description : "";
      const purpose = role.name.slice(place.environment.length + 1);
      return { ...role, phase, purpose, description };
    }),
  };
}

const settings = z.object({
  config: z.object({ "platform:accountId": z.string(), "platform:region": z.string() }),
});

function placeOf(environment: string): Place {
  const file = path.join(import.meta.dirname, "../..", `Pulumi.${environment}.yaml`);
  const { config } = settings.parse(parse(readFileSync(file, "utf8")));
  return { environment, account: config["platform:accountId"], region: config["platform:region"] };
}
