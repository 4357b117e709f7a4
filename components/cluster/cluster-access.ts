import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessPolicyArn, type Place } from "../naming.ts";
import { accessProblems, type AccessSpec } from "./access-entry.ts";

export interface ClusterAccessArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** EKS cluster the entries are for. */
  readonly clusterName: pulumi.Input<string>;
  /** Who may use the Kubernetes API, and for what. */
  readonly entries: readonly AccessSpec[];
}

/**
 * Access to the Kubernetes API for IAM principals: EKS access entries, of which EKS alone is the judge. The aws-auth
 * ConfigMap, which anybody who can edit it can use, is not read.
 *
 * @throws {Error} with everything that is wrong with the entries.
 */
export class ClusterAccess extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:ClusterAccess", name, {}, opts);
    const problems = accessProblems(args.entries);
    if (problems.length > 0) {
      const lines = problems.map(({ index, message }) => `  - entries[${index}]: ${message}`);
      throw new Error([`Access to the cluster cannot be given so:`, ...lines, "Change cluster:access."].join("\n"));
    }

    for (const { name: entryName, principalArn, policies = [], groups = [] } of args.entries) {
      const entry = new aws.eks.AccessEntry(
        `${name}-${entryName}`,
        { clusterName: args.clusterName, principalArn, kubernetesGroups: [...groups] },
        { parent: this },
      );
      for (const { policy, namespaces = [] } of policies) {
        new aws.eks.AccessPolicyAssociation(
          `${name}-${entryName}-${policy}`,
          {
            clusterName: args.clusterName,
            principalArn,
            policyArn: accessPolicyArn(args.place, policy),
            accessScope:
              namespaces.length === 0 ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
          },
          { parent: this, dependsOn: [entry] },
        );
      }
    }

    this.registerOutputs({});
  }
}
