import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/index.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/index.js";
import * as pulumi from "@pulumi/pulumi";
import { platformLabels } from "./labels.ts";

export interface ClusterDefaultsArgs {
  /**
   * Key that encrypts volumes; the EBS CSI driver's role must be let in.
   * @default - the account's default EBS key
   */
  readonly volumeKeyArn?: pulumi.Input<string>;
  /**
   * What becomes of a volume when its claim is deleted.
   * @default "Delete"
   */
  readonly reclaimPolicy?: "Delete" | "Retain";
}

/** Priorities of the workloads, the highest first. Above them stand Kubernetes's own two for what a cluster cannot do without. */
export const priorities = {
  "platform-controller": {
    value: 1_000_000,
    description: "Controllers of the platform: the workloads wait for them",
  },
  "event-path": { value: 100_000, description: "On the way of an event from a device to the lake or an incident" },
  standard: { value: 10_000, description: "Everything that says nothing else", globalDefault: true },
  // Batch work waits for room and never takes it from others.
  batch: { value: 1_000, description: "May wait", preemptionPolicy: "Never" },
} as const;

/**
 * What holds for a workload that says nothing else: encrypted gp3 volumes in the zone of their pod, and a priority.
 *
 * The class `gp2` that EKS brings is left as it is: since Kubernetes 1.30 it is nobody's default.
 */
export class ClusterDefaults extends pulumi.ComponentResource {
  readonly storageClass = "gp3-encrypted";

  constructor(name: string, args: ClusterDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:ClusterDefaults", name, {}, opts);

    new StorageClass(
      `${name}-storage`,
      {
        metadata: {
          name: this.storageClass,
          labels: platformLabels,
          annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: "ebs.csi.aws.com",
        parameters: {
          type: "gp3",
          encrypted: "true",
          ...(args.volumeKeyArn === undefined ? {} : { kmsKeyId: args.volumeKeyArn }),
        },
        reclaimPolicy: args.reclaimPolicy ?? "Delete",
        allowVolumeExpansion: true,
        // A volume lives in one zone: it is made when it is known where its pod runs.
        volumeBindingMode: "WaitForFirstConsumer",
      },
      { parent: this },
    );
    for (const [priority, spec] of Object.entries(priorities)) {
      new PriorityClass(
        `${name}-${priority}`,
        { metadata: { name: priority, labels: platformLabels }, ...spec },
        { parent: this },
      );
    }

    this.registerOutputs({ storageClass: this.storageClass });
  }
}
