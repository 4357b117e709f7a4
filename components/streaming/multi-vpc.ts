import * as pulumi from "@pulumi/pulumi";

/**
 * Fails the creation of a cluster that asks for connections from other VPCs at once, in a preview already. MSK refuses it
 * after the half hour that a cluster takes.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-turn-on.html
 */
export function refuseAtCreation(component: string): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `${component}-multi-vpc-needs-a-cluster`,
    () => {
      throw new Error(
        'streaming:multiVpc is "on" and the cluster does not exist yet: MSK opens connections from other VPCs only on a cluster that is running. Set streaming:multiVpc to "prepare", run platform up, then set it to "on".',
      );
    },
    { onDryRun: true },
  );
}
