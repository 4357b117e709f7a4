import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  deploymentBoundary,
  deploymentBoundaryArn,
  deploymentBoundaryDocument,
  workloadBoundary,
  workloadBoundaryArn,
  workloadBoundaryDocument,
} from "../iam/boundary-document.ts";
import { physicalName, type Place, roleArn } from "../naming.ts";
import { pipelineRoles } from "./pipeline-roles.ts";

export interface PermissionBoundariesArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Regions that the environment uses beside its own, for copies of its data.
   * @default []
   */
  readonly additionalRegions?: readonly string[];
}

/** The most that any role of the environment can ever do: one policy for workloads, one for the pipeline that deploys. */
export class PermissionBoundaries extends pulumi.ComponentResource {
  readonly workloadArn: string;
  readonly deploymentArn: string;

  constructor(name: string, args: PermissionBoundariesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:PermissionBoundaries", name, {}, opts);
    const { place, additionalRegions = [] } = args;
    const regions = [place.region, ...additionalRegions];
    this.workloadArn = workloadBoundaryArn(place);
    this.deploymentArn = deploymentBoundaryArn(place);

    new aws.iam.Policy(
      `${name}-workload`,
      {
        name: physicalName("iam-policy", place, workloadBoundary),
        description: "The most a workload's role can do",
        policy: workloadBoundaryDocument(place, regions),
      },
      { parent: this },
    );
    new aws.iam.Policy(
      `${name}-deployment`,
      {
        name: physicalName("iam-policy", place, deploymentBoundary),
        description: "The most the pipeline's roles can do",
        policy: deploymentBoundaryDocument(
          place,
          regions,
          pipelineRoles.map((role) => roleArn(place, physicalName("iam-role", place, role))),
        ),
      },
      { parent: this },
    );

    this.registerOutputs({ workloadArn: this.workloadArn, deploymentArn: this.deploymentArn });
  }
}
