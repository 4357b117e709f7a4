import { effectiveGrant, type Granted } from "../../policy/iam/effective-grant.ts";
import { matchesPattern } from "../../policy/pattern.ts";
import { type DeployedRole } from "./deployed.ts";
import { type RoleRows } from "./rows.ts";

/** A role's grant beside what its workload calls. */
export interface Usage {
  /** Actions that our own policies grant. */
  readonly granted: readonly string[];
  /** Those of them that nothing calls. */
  readonly unused: readonly string[];
  /** Granted, not called, and not explained. */
  readonly unexplained: readonly string[];
  /** Called and not granted: the workload would fail. */
  readonly missing: readonly string[];
  /** Explanations of nothing. */
  readonly idle: readonly string[];
}

export function usageOf(role: DeployedRole, { calls, unused: explained }: RoleRows): Usage {
  const grants = effectiveGrant(role);
  const granted = actionsOf(grants);
  const own = actionsOf(grants.filter(({ policy }) => !isKeptByAws(policy)));
  const isCalled = (action: string): boolean => calls.includes(action);
  const unused = grants.filter(({ action }) => !isCalled(action.id));
  const reasons = Object.keys(explained);
  return {
    granted: own,
    unused: own.filter((action) => !isCalled(action)),
    unexplained: actionsOf(unused.filter((one) => !reasons.some((reason) => explains(reason, one)))),
    missing: calls.filter((action) => !granted.includes(action)),
    idle: reasons.filter((reason) => !unused.some((one) => explains(reason, one))),
  };
}

/** An explanation is of an action, or of a policy that AWS keeps, whose list nobody here writes. */
function explains(reason: string, { action, policy }: Granted): boolean {
  if (reason.includes(":")) return matchesPattern(reason, action.id);
  return isKeptByAws(policy) && policy.endsWith(`/${reason}`);
}

function isKeptByAws(policy: string): boolean {
  return policy.includes(":iam::aws:policy/");
}

function actionsOf(grants: readonly Granted[]): readonly string[] {
  return [...new Set(grants.map(({ action }) => action.id))].sort();
}
