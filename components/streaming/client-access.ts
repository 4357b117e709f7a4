import * as pulumi from "@pulumi/pulumi";
import { aclBindings, type AclBinding, kafkaAccess, principals } from "../../contracts/events/access.ts";
import { type Place } from "../naming.ts";
import { type Authentication } from "./broker-settings.ts";
import { ScramCredential } from "./scram-credential.ts";

export interface ClientAccessArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** How clients may authenticate; only `scram` needs users and secrets. */
  readonly authentication: readonly Authentication[];
  /** MSK cluster the credentials are for. */
  readonly clusterArn: pulumi.Input<string>;
  /** Key of the SCRAM secrets. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Whether a destroy deletes the secrets at once, without the 30 days in which they can be restored. */
  readonly deleteDataOnDestroy: boolean;
}

/**
 * Who may use the stream, from the one declaration in `contracts/events/access.ts`.
 *
 * With SCRAM: a user and a secret per principal, and the broker ACLs that `platform` applies. With IAM there is nothing to
 * make here: a workload's role carries the same access as IAM statements.
 */
export class ClientAccess extends pulumi.ComponentResource {
  /** Secret ARN by principal; empty without SCRAM. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Kafka user by principal; empty without SCRAM. */
  readonly userNames: Readonly<Record<string, string>>;
  readonly acls: readonly AclBinding[];

  constructor(name: string, args: ClientAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ClientAccess", name, {}, opts);
    const withScram = args.authentication.includes("scram") ? principals : [];
    const credentials = withScram.map(
      (principal) =>
        [
          principal,
          new ScramCredential(
            `${name}-${principal}`,
            {
              place: args.place,
              principal,
              clusterArn: args.clusterArn,
              kmsKeyArn: args.kmsKeyArn,
              deleteDataOnDestroy: args.deleteDataOnDestroy,
            },
            { parent: this },
          ),
        ] as const,
    );
    this.secretArns = Object.fromEntries(credentials.map(([principal, { secretArn }]) => [principal, secretArn]));
    this.userNames = Object.fromEntries(credentials.map(([principal, { userName }]) => [principal, userName]));
    this.acls = credentials.flatMap(([principal, { userName }]) => aclBindings(kafkaAccess[principal], userName));
    this.registerOutputs({ secretArns: this.secretArns, userNames: this.userNames, acls: this.acls });
  }
}
