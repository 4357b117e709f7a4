/** The plain JavaScript form of a resource's properties on the provider protocol. */
export type Properties = Record<string, unknown>;

/** The account and place the one-machine cloud pretends to be, taken from the engine's `aws` provider configuration. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/** What a handler may know about the resource it works on. */
export interface ResourceContext {
  readonly urn: string;
  /** Pulumi type token, for example `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** Logical name of the resource in the program. */
  readonly name: string;
  readonly account: Account;
}

export interface Created {
  /** Provider ID, in the form the AWS provider gives this type. */
  readonly id: string;
  /** Output properties; they are laid over the inputs. */
  readonly outputs: Properties;
}

/**
 * The data plane of a resource type: what makes it real on this machine.
 *
 * Errors thrown here reach the user through the engine; name the resource, the cause and the way out.
 */
export interface ResourceHandler {
  /** Whether there is something real behind this very resource; the others of its type are recorded. Absent: all are real. */
  takes?(properties: Properties): boolean;
  create(inputs: Properties, context: ResourceContext): Promise<Created>;
  /** The properties as they are now, laid over `state`; `undefined` when the thing is gone. */
  read(id: string, state: Properties, context: ResourceContext): Promise<Properties | undefined>;
  /** Absent: any change is a replacement. Returns outputs to lay over the new inputs. */
  update?(id: string, state: Properties, inputs: Properties, context: ResourceContext): Promise<Properties>;
  /** Must succeed when the thing is gone already. */
  delete(id: string, state: Properties, context: ResourceContext): Promise<void>;
}

/** Which property changes force a replacement, and how we know. */
export interface ReplacementRule {
  /** Input property paths (camel case, dots for nested ones, list indexes left out): any change replaces. */
  readonly properties: readonly string[];
  /** Properties that hold versions, where only a lower one replaces. */
  readonly decreasing?: readonly string[];
  /** Properties where only taking them away replaces. */
  readonly removed?: readonly string[];
  /** File and attribute in the provider's source, or the SDK's own documentation. */
  readonly source: string;
}

/** One row of a service's table: how one resource type behaves on the one-machine cloud. */
export interface ResourceType {
  /** Provider ID of a recorded resource. Default: the auto-named name, else a readable ID with a random suffix. */
  readonly id?: (inputs: Properties, context: ResourceContext) => string;
  /** Output properties of a recorded resource beyond its inputs (`arn` and `id` have defaults). */
  readonly outputs?: (id: string, inputs: Properties, context: ResourceContext) => Properties;
  /** Outputs that an update changes, from the state before it: a version that counts up. */
  readonly updated?: (state: Properties) => Properties;
  /** Absent: only what the SDK documents as forcing a replacement does, and a stateful type is "replacement unknown". */
  readonly replacement?: ReplacementRule;
  /** Input property that receives Pulumi's auto-name (logical name and seven random hex digits) when it is not given. */
  readonly autoName?: string;
}

/** A service's table: Pulumi type token to row. One file per service in `local/provider/types/`. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** The real rows of a service: Pulumi type token to handler. Types without one are recorded. */
export type ResourceHandlers = Readonly<Record<string, ResourceHandler>>;
