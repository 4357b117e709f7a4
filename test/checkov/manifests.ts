import { type PlannedResource } from "./planned.ts";

/** A Kubernetes object as `kubectl apply` takes it. */
export interface Manifest {
  readonly urn: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/**
 * Manifests of the planned Kubernetes objects: what the provider gets as inputs is the object itself.
 * A Helm release is no object; what its chart would make is not known here.
 */
export function manifestsOf(planned: readonly PlannedResource[]): readonly Manifest[] {
  return planned.flatMap(({ urn, type, inputs }) => {
    const { apiVersion, kind } = inputs;
    return type.startsWith("kubernetes:") && typeof apiVersion === "string" && typeof kind === "string"
      ? [{ urn, apiVersion, kind, object: inputs }]
      : [];
  });
}
