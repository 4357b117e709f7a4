import * as pulumi from "@pulumi/pulumi";
import { aclBindings, type AclBinding, kafkaAccess, principals } from "../../contracts/events/access.ts";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { type FunctionKey, type FunctionNetwork, NodeFunction } from "../functions/node-function.ts";
import { rotateSecret } from "../iam/grants/index.ts";
import { type Place, scramSecretName } from "../naming.ts";
import { type Authentication } from "./broker-settings.ts";
import { ScramCredential } from "./scram-credential.ts";
import { rotationAlarms } from "./stream-alarms.ts";

export interface ClientAccessArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** How clients may authenticate; only `scram` needs users and secrets. */
  readonly authentication: readonly Authentication[];
  /** MSK cluster the credentials are for. */
  readonly clusterArn: pulumi.Input<string>;
  /** Key of the SCRAM secrets. */
  readonly key: FunctionKey;
  /** Key of the rotation's logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the rotation's logs are kept. */
  readonly logRetentionDays: number;
  /** Where passwords are changed: with an interface endpoint of Secrets Manager. */
  readonly network: FunctionNetwork;
  /**
   * Days after which a password changes.
   * @default 30
   */
  readonly rotateAfterDays?: number | undefined;
  /** Whether a destroy deletes the secrets at once, without the 30 days in which they can be restored. */
  readonly deleteDataOnDestroy: boolean;
}

const defaultRotateAfterDays = 30;

/**
 * Who may use the stream, from the one declaration in `contracts/events/access.ts`.
 *
 * With SCRAM: a user and a secret per principal, a function that changes the passwords, and the broker ACLs that `platform`
 * applies. With IAM there is nothing to make here: a workload's role carries the same access as IAM statements.
 */
export class ClientAccess extends pulumi.ComponentResource {
  /** Secret ARN by principal; empty without SCRAM. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Kafka user by principal; empty without SCRAM. */
  readonly userNames: Readonly<Record<string, string>>;
  readonly acls: readonly AclBinding[];
  /** What there is to watch about the rotation; empty without SCRAM. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: ClientAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ClientAccess", name, {}, opts);
    const rotation = args.authentication.includes("scram") ? this.#rotation(name, args) : undefined;
    const credentials = rotation === undefined ? [] : this.#credentials(name, args, rotation);
    this.secretArns = Object.fromEntries(credentials.map(([principal, { secretArn }]) => [principal, secretArn]));
    this.userNames = Object.fromEntries(credentials.map(([principal, { userName }]) => [principal, userName]));
    this.acls = credentials.flatMap(([principal, { userName }]) => aclBindings(kafkaAccess[principal], userName));
    this.alarms = rotation === undefined ? [] : rotationAlarms(rotation);
    this.registerOutputs({ secretArns: this.secretArns, userNames: this.userNames, acls: this.acls });
  }

  #rotation(name: string, args: ClientAccessArgs): NodeFunction {
    const { place, key } = args;
    return new NodeFunction(
      `${name}-rotation`,
      {
        ...args,
        workload: "scram-rotation",
        description: "Draws and changes the passwords of Kafka users",
        grants: principals.map((principal) =>
          rotateSecret({ place, name: scramSecretName(place, principal), keyAlias: key.alias }),
        ),
      },
      { parent: this },
    );
  }

  #credentials(name: string, args: ClientAccessArgs, rotation: NodeFunction) {
    const { place, key } = args;
    return principals.map(
      (principal) =>
        [
          principal,
          new ScramCredential(
            `${name}-${principal}`,
            {
              place,
              principal,
              rotation,
              clusterArn: args.clusterArn,
              kmsKeyArn: key.arn,
              rotateAfterDays: args.rotateAfterDays ?? defaultRotateAfterDays,
              deleteDataOnDestroy: args.deleteDataOnDestroy,
            },
            { parent: this },
          ),
        ] as const,
    );
  }
}
