import type { ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import type { provider } from "@pulumi/pulumi";

/**
 * Stands in for a remote component: creates the component resource and its children, as the published one does, and
 * returns its URN and the outputs it registers.
 *
 * Runs inside the engine's `Construct` call: `new aws.ec2.Vpc(…)` in here registers with the run that asked. Inputs may
 * be outputs, unknown at preview.
 */
export type Component = (
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
) => Promise<provider.ConstructResult>;

/** Answers a method call on a component. `args.__self__` is the component's reference. */
export type ComponentMethod = (args: Inputs) => Promise<provider.InvokeResult>;
