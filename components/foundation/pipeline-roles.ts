/** What the pipeline's roles are for; their names are `<environment>-<purpose>`. */
export const pipelineRoles = ["preview", "deploy"] as const;

export type PipelineRole = (typeof pipelineRoles)[number];
