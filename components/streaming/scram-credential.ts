import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
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
  /** Whether a destroy deletes the secret at once instead of after 30 days. */
  readonly deleteDataOnDestroy: boolean;
}

const passwordLength = 32;

/**
 * A Kafka user for one principal: a Secrets Manager secret that MSK reads its SCRAM-SHA-512 password from.
 *
 * The first password is drawn once and lies in the state, encrypted by the stack's secrets provider; a later run draws
 * another and ignores it. @stateful
 */
export class ScramCredential extends pulumi.ComponentResource {
  readonly userName: string;
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: ScramCredentialArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ScramCredential", name, {}, opts);
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
    const password = aws.secretsmanager.getRandomPasswordOutput(
      { passwordLength, excludePunctuation: true },
      { parent: this },
    ).randomPassword;
    const version = new aws.secretsmanager.SecretVersion(
      `${name}-value`,
      { secretId: secret.id, secretString: pulumi.secret(pulumi.jsonStringify({ username: this.userName, password })) },
      { parent: this, ignoreChanges: ["secretString"], deletedWith: secret },
    );
    // One association per secret: the plural resource would drop the secrets of other stacks.
    new aws.msk.SingleScramSecretAssociation(
      `${name}-association`,
      { clusterArn: args.clusterArn, secretArn: secret.arn },
      { parent: this, dependsOn: version },
    );

    this.secretArn = secret.arn;
    this.registerOutputs({ userName: this.userName, secretArn: this.secretArn });
  }
}
