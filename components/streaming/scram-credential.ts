import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type NodeFunction } from "../functions/node-function.ts";
import { physicalName, type Place, scramSecretName } from "../naming.ts";

export interface ScramCredentialArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Who authenticates with it, for example `collector`. */
  readonly principal: string;
  /** MSK cluster the credential is associated with. */
  readonly clusterArn: pulumi.Input<string>;
  /** Customer managed key; MSK refuses a secret under the account's default key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Function that draws the first password and every later one. */
  readonly rotation: NodeFunction;
  /** Days after which the password changes. */
  readonly rotateAfterDays: number;
  /** Whether a destroy deletes the secret at once instead of after 30 days. */
  readonly deleteDataOnDestroy: boolean;
}

/**
 * A Kafka user for one principal: a Secrets Manager secret that MSK reads its SCRAM-SHA-512 password from, drawn and
 * changed by a function, so that no state file ever holds it.
 *
 * A client that is refused reads the secret again: MSK takes a new password some minutes after the secret has it, and
 * connections that are open stay open. @stateful
 */
export class ScramCredential extends pulumi.ComponentResource {
  readonly userName: string;
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: ScramCredentialArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ScramCredential", name, {}, opts);
    const { rotation } = args;
    // Named like the principal's role, so that logs and ACLs name it alike whatever it authenticates by.
    this.userName = physicalName("iam-role", args.place, args.principal);

    const secret = new aws.secretsmanager.Secret(
      `${name}-secret`,
      {
        name: scramSecretName(args.place, args.principal),
        description: `Kafka credentials of ${args.principal}`,
        kmsKeyId: args.kmsKeyArn,
        recoveryWindowInDays: args.deleteDataOnDestroy ? 0 : 30,
      },
      { parent: this },
    );
    const mayRotate = new aws.lambda.Permission(
      `${name}-rotation-permission`,
      {
        action: "lambda:InvokeFunction",
        function: rotation.functionName,
        principal: "secretsmanager.amazonaws.com",
        sourceArn: secret.arn,
        sourceAccount: args.place.accountId,
      },
      { parent: this, dependsOn: rotation },
    );
    const firstPassword = new aws.lambda.Invocation(
      `${name}-first-password`,
      {
        functionName: rotation.functionName,
        input: pulumi.jsonStringify({ Step: "firstPassword", SecretId: secret.arn, username: this.userName }),
      },
      { parent: this, dependsOn: rotation },
    );
    new aws.secretsmanager.SecretRotation(
      `${name}-rotation`,
      {
        secretId: secret.id,
        rotationLambdaArn: rotation.arn,
        rotationRules: { automaticallyAfterDays: args.rotateAfterDays },
        rotateImmediately: false,
      },
      { parent: this, dependsOn: [mayRotate, firstPassword] },
    );
    // One association per secret: the plural resource would drop the secrets of other stacks.
    new aws.msk.SingleScramSecretAssociation(
      `${name}-association`,
      { clusterArn: args.clusterArn, secretArn: secret.arn },
      { parent: this, dependsOn: firstPassword },
    );

    this.secretArn = secret.arn;
    this.registerOutputs({ userName: this.userName, secretArn: this.secretArn });
  }
}
