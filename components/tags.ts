/** Tags that every taggable resource carries, through the provider's default tags. */
export interface RequiredTags {
  readonly Project: string;
  readonly Environment: string;
  readonly Owner: string;
  readonly CostCenter: string;
  /** Sensitivity of what the resource holds; `internal` unless a resource says otherwise. */
  readonly DataClass: DataClass;
  /** Phase whose stack made the resource. */
  readonly Phase: string;
}

export type DataClass = "public" | "internal" | "confidential" | "pii";

const projectTag = "event-platform";

export function requiredTags(values: {
  environment: string;
  owner: string;
  costCenter: string;
  phase: string;
}): Record<keyof RequiredTags, string> {
  return {
    Project: projectTag,
    Environment: values.environment,
    Owner: values.owner,
    CostCenter: values.costCenter,
    DataClass: "internal",
    Phase: values.phase,
  };
}

/** The tag of a resource whose data is more, or less, sensitive than `internal`. */
export function dataClassTag(dataClass: DataClass): { DataClass: DataClass } {
  return { DataClass: dataClass };
}
