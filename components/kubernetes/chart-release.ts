import { Release } from "@pulumi/kubernetes/helm/v3/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type Chart, type ChartName, charts } from "./charts.ts";

export interface ChartReleaseArgs {
  /** Which chart; its repository and version are pinned in one table. */
  readonly chart: ChartName;
  /** Namespace it is installed into. */
  readonly namespace: pulumi.Input<string>;
  /** Values of the chart. */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * Name of the release.
   * @default - the name of the chart
   */
  readonly releaseName?: string;
  /**
   * Whether the custom resource definitions in the chart are left out, because another release keeps them.
   * @default false
   */
  readonly skipCrds?: boolean;
  /**
   * Minutes until everything in it must be ready.
   * @default 10
   */
  readonly timeoutMinutes?: number;
}

/** A pinned Helm chart: all of it is ready in time, or none of it stays. */
export class ChartRelease extends pulumi.ComponentResource {
  readonly releaseName: string;

  constructor(name: string, args: ChartReleaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:ChartRelease", name, {}, opts);
    const { releaseName = args.chart, timeoutMinutes = 10 } = args;
    if (!Number.isInteger(timeoutMinutes) || timeoutMinutes < 1) {
      throw new Error(
        `ChartRelease ${name}: timeoutMinutes = ${timeoutMinutes}; allowed: whole minutes from 1. Change it where the release is constructed.`,
      );
    }
    this.releaseName = releaseName;
    const { chart, repository, version }: Chart = charts[args.chart];

    new Release(
      `${name}-release`,
      {
        name: releaseName,
        namespace: args.namespace,
        chart,
        version,
        ...(repository === undefined ? {} : { repositoryOpts: { repo: repository } }),
        values: { ...args.values },
        skipCrds: args.skipCrds ?? false,
        atomic: true,
        cleanupOnFail: true,
        createNamespace: false,
        timeout: timeoutMinutes * 60,
        maxHistory: 5,
      },
      { parent: this },
    );

    this.registerOutputs({ releaseName: this.releaseName });
  }
}
