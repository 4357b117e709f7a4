/** What can add and remove nodes. */
export const autoscalers = ["karpenter", "cluster-autoscaler", "auto-mode", "none"] as const;

export type Autoscaler = (typeof autoscalers)[number];
