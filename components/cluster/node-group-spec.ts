/** A group of equal nodes, as an environment declares it. */
export interface NodeGroupSpec {
  /** Name within the cluster. */
  readonly name: string;
  /** Instance types of one architecture, the most wanted first. */
  readonly instanceTypes: readonly string[];
  readonly minNodes: number;
  readonly maxNodes: number;
  /**
   * Size of a node's disk in GiB.
   * @default 50
   */
  readonly diskSizeGiB?: number;
}

export const defaultDiskSizeGiB = 50;
