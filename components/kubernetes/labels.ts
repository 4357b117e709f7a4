/** Labels of every object that the platform makes in a cluster. */
export const platformLabels = {
  "app.kubernetes.io/part-of": "event-platform",
  "app.kubernetes.io/managed-by": "pulumi",
} as const;
