import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type NodeSystem } from "./ami-type.ts";

/** Bottlerocket's first disk holds the system alone, in two copies. */
const bottlerocketSystemGiB = 4;

/**
 * Disks of a node: encrypted gp3. Bottlerocket keeps images and scratch space on a disk of their own.
 *
 * @param kmsKeyArn key of ours; its policy must let the Auto Scaling service-linked role use it
 */
export function nodeDisks(
  system: NodeSystem,
  sizeGiB: number,
  kmsKeyArn: pulumi.Input<string>,
): readonly aws.types.input.ec2.LaunchTemplateBlockDeviceMapping[] {
  const encrypted = { volumeType: "gp3", deleteOnTermination: "true", encrypted: "true", kmsKeyId: kmsKeyArn };
  const disk = (deviceName: string, volumeSize: number): aws.types.input.ec2.LaunchTemplateBlockDeviceMapping => ({
    deviceName,
    ebs: { ...encrypted, volumeSize },
  });
  return system === "bottlerocket"
    ? [disk("/dev/xvda", bottlerocketSystemGiB), disk("/dev/xvdb", sizeGiB)]
    : [disk("/dev/xvda", sizeGiB)];
}
