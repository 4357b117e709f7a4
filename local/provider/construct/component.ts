import type { ComponentResourceOptions, Inputs, provider } from "@pulumi/pulumi";

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

/**
 * Answers a method call on a component.
 *
 * @param args the call's arguments, with `__self__`, the reference to the component
 * @param state the outputs the component's stand-in returned earlier in the same run
 */
export type ComponentMethod = (args: Inputs, state: Inputs) => Promise<provider.InvokeResult>;
