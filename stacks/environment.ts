import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isStateful } from "../contracts/stacks/index.ts";
import { workloadBoundaryArn } from "../components/iam/boundary-document.ts";
import { type AlarmSetArgs } from "../components/alerting/alarm-set.ts";
import { type Place } from "../components/naming.ts";
import { requiredTags } from "../components/tags.ts";
import { environments, type Environment, type PlatformConfig } from "./platform-config.ts";

/** What every stack of an environment starts from. */
export interface EnvironmentContext {
  /** Environment, account and Region: what physical names and ARNs are built from. */
  readonly place: Place & { readonly environment: Environment };
  /** Tags of the house, for what a controller makes: the provider's default tags do not reach it. */
  readonly tags: Readonly<Record<string, string>>;
  /** Options for every component: the one AWS provider of the stack, with the account pinned and the tags of the house. */
  readonly options: pulumi.ComponentResourceOptions;
  /** What every alarm says of its environment. */
  readonly alarms: Pick<AlarmSetArgs, "place" | "owner" | "runbookUrl">;
}

/**
 * Sets up a stack: pins the account, tags everything through the provider's default tags, bounds every role, and protects
 * stateful resources by type where the environment says so. Called once, before the first component.
 *
 * @throws {pulumi.RunError} when the stack is not named like an environment.
 */
export function enterEnvironment(config: PlatformConfig): EnvironmentContext {
  const stack = pulumi.getStack();
  const name = environments.find((environment) => environment === stack);
  if (name === undefined) {
    throw new pulumi.RunError(
      `There is no environment "${stack}"; allowed: ${environments.join(", ")} (a stack is named like its environment).`,
    );
  }
  const tags = requiredTags({
    environment: name,
    owner: config.owner,
    costCenter: config.costCenter,
    phase: pulumi.getProject(),
  });
  const provider = new aws.Provider("aws", {
    region: config.region as aws.Region, // checked by its pattern; the SDK's list lags behind new Regions
    allowedAccountIds: [config.accountId],
    defaultTags: { tags },
  });
  const place = { environment: name, accountId: config.accountId, region: config.region };
  // Transforms, because they also reach the children of the remote awsx and eks components. On every component and not on
  // the stack: the language host that is built where no Pulumi is installed does not know transforms of a stack.
  return {
    place,
    alarms: { place, owner: config.owner, runbookUrl: config.runbookUrl },
    tags,
    options: {
      providers: { aws: provider },
      transforms: [boundRole(place), ...(config.protectStatefulResources ? [protectStatefulResource] : [])],
    },
  };
}

/** Gives every role the boundary of the environment's workloads; a role that names another boundary keeps it. */
function boundRole(place: Place): pulumi.ResourceTransform {
  return ({ type, props, opts }) =>
    type === "aws:iam/role:Role" && props.permissionsBoundary === undefined
      ? { props: { ...props, permissionsBoundary: workloadBoundaryArn(place) }, opts }
      : undefined;
}

const protectStatefulResource: pulumi.ResourceTransform = (resource) => {
  // The engine says false as well where nothing was asked for, so a resource cannot opt out.
  if (!isStateful(resource.type) || resource.opts.protect === true) {
    return undefined;
  }
  return { props: resource.props, opts: pulumi.mergeOptions(resource.opts, { protect: true }) };
};
