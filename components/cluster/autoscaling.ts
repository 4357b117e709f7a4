import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { type Grant } from "../iam/grant.ts";
import { physicalName, type Place } from "../naming.ts";
import { type Autoscaler } from "./autoscalers.ts";
import { scaleNodeGroups } from "./cluster-autoscaler-grant.ts";
import { InterruptionQueue } from "./interruption-queue.ts";
import { karpenterGrants } from "./karpenter-grants.ts";
import { WorkloadRole } from "./workload-role.ts";
import { type WorkloadIdentity } from "./workload-identity.ts";

export interface AutoscalingArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What adds and removes nodes. */
  readonly by: Autoscaler;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** How its pods get credentials. */
  readonly identity: WorkloadIdentity;
  /** Role of the nodes, which Karpenter's nodes take as well. */
  readonly nodeRoleName: string;
  /** Key that encrypts the queue of interruptions; its policy must let EventBridge use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Alias of that key, for example `alias/dev-cluster`. */
  readonly keyAlias: string;
}

/** A controller's service account and the role its pods get. */
export interface Controller {
  readonly roleArn: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
}

/** What the contract says of autoscaling. */
export type AutoscalingOutputs =
  | {
      readonly by: "karpenter";
      readonly controller: Controller;
      readonly interruptionQueue: { readonly name: string; readonly arn: string };
      readonly instanceProfileName: string;
    }
  | { readonly by: "cluster-autoscaler"; readonly controller: Controller }
  | { readonly by: "auto-mode" }
  | { readonly by: "none" };

/** What the chosen autoscaler needs of AWS; what it needs of Kubernetes is the business of the phase after this one. */
export class Autoscaling extends pulumi.ComponentResource {
  readonly outputs: AutoscalingOutputs;
  /** What has to be watched of it. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: AutoscalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:Autoscaling", name, {}, opts);
    let alarms: readonly AlarmSpec[] = [];
    switch (args.by) {
      case "karpenter": {
        const queue = this.#interruptionQueue(name, args);
        this.outputs = this.#karpenter(name, args, queue);
        alarms = queue.alarms;
        break;
      }
      case "cluster-autoscaler":
        this.outputs = {
          by: args.by,
          controller: this.#controller(name, args, [scaleNodeGroups(args.place, args.clusterName)]),
        };
        break;
      case "auto-mode":
      case "none":
        this.outputs = { by: args.by };
    }
    this.alarms = alarms;
    this.registerOutputs({ outputs: this.outputs });
  }

  #interruptionQueue(name: string, { place, kmsKeyArn }: AutoscalingArgs): InterruptionQueue {
    return new InterruptionQueue(`${name}-interruptions`, { place, kmsKeyArn }, { parent: this });
  }

  #karpenter(name: string, args: AutoscalingArgs, queue: InterruptionQueue): AutoscalingOutputs {
    const { place, clusterName, nodeRoleName } = args;
    const instanceProfileName = physicalName("instance-profile", place, "nodes");
    // Access entries of type EC2_LINUX are made by EKS for the role of managed nodes, which is the same.
    new aws.iam.InstanceProfile(
      `${name}-instance-profile`,
      { name: instanceProfileName, role: nodeRoleName },
      { parent: this },
    );
    const grants = karpenterGrants({
      place,
      clusterName,
      nodeRoleName,
      instanceProfileName,
      queueName: queue.queueName,
      keyAlias: args.keyAlias,
    });
    return {
      by: "karpenter",
      controller: this.#controller(name, args, grants),
      interruptionQueue: { name: queue.queueName, arn: queue.arn },
      instanceProfileName,
    };
  }

  #controller(name: string, args: AutoscalingArgs, grants: readonly Grant[]): Controller {
    const serviceAccount = { namespace: "kube-system", name: args.by };
    const role = new WorkloadRole(
      `${name}-controller`,
      {
        place: args.place,
        purpose: args.by,
        serviceAccount: { clusterName: args.clusterName, ...serviceAccount },
        identity: args.identity,
        grants,
      },
      { parent: this },
    );
    return { roleArn: role.arn, serviceAccount };
  }
}
