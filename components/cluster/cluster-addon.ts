import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { type PlannedAddon } from "./addon-plan.ts";
import { type WorkloadIdentity } from "./workload-identity.ts";
import { WorkloadRole } from "./workload-role.ts";

export interface ClusterAddonArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** EKS cluster it is installed in; through the cluster resource, so that it goes before the cluster does. */
  readonly clusterName: pulumi.Input<string>;
  /** Name of the cluster as it is known before there is one, for trust policies. */
  readonly plainClusterName: string;
  /** What is installed, with which access and configuration. */
  readonly addon: PlannedAddon;
  /** Version as EKS names it, for example `v1.21.1-eksbuild.7`. */
  readonly version: string;
  /** How the cluster's pods get credentials. */
  readonly identity: WorkloadIdentity;
}

/** An EKS add-on of a pinned version, and before it the role of its service account. */
export class ClusterAddon extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAddonArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:ClusterAddon", name, {}, opts);
    const { addon, identity } = args;
    const { access } = addon;
    const role =
      access === undefined
        ? undefined
        : new WorkloadRole(
            `${name}-role`,
            {
              place: args.place,
              purpose: access.purpose,
              serviceAccount: { clusterName: args.plainClusterName, ...access.serviceAccount },
              identity,
              grants: access.grants,
              managedPolicies: access.managedPolicies,
            },
            { parent: this },
          );
    new aws.eks.Addon(
      `${name}-addon`,
      {
        clusterName: args.clusterName,
        addonName: addon.name,
        addonVersion: args.version,
        configurationValues: addon.configuration === undefined ? undefined : pulumi.jsonStringify(addon.configuration),
        // With Pod Identity the association hands the role out, and EKS is told nothing here.
        serviceAccountRoleArn: identity.by === "irsa" ? role?.arn : undefined,
        preserve: addon.preserve,
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      { parent: this, dependsOn: role === undefined ? [] : [role] },
    );

    this.registerOutputs({});
  }
}
