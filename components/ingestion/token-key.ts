import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountAdministers } from "../foundation/key-policy.ts";
import { policyDocument } from "../iam/policy-document.ts";
import { accountRootArn, physicalName, type Place } from "../naming.ts";
import { dataClassTag } from "../tags.ts";

export interface TokenKeyArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** ARN of the one role that may make codes with it. */
  readonly usedBy: string;
}

/**
 * The HMAC key that tokens of personal data are derived by. Its material never leaves KMS, and KMS rotates no HMAC keys: one
 * that changed would give the same person another token. Whoever loses it cannot make a token again that was made before; the
 * vault still has what each stands for. @stateful
 */
export class TokenKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known before the key exists: grants go by it. */
  readonly alias: string;

  constructor(name: string, args: TokenKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:TokenKey", name, {}, opts);
    const { place, usedBy } = args;
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: "Tokens in the place of personal data",
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        deletionWindowInDays: 30,
        policy: policyDocument([
          accountAdministers(place),
          {
            Sid: "OneRoleMakesCodes",
            Effect: "Allow",
            Principal: { AWS: accountRootArn(place) },
            Action: "kms:GenerateMac",
            Resource: "*",
            Condition: {
              ArnEquals: { "aws:PrincipalArn": usedBy },
              StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" },
            },
          },
        ]),
        tags: dataClassTag("pii"),
      },
      { parent: this },
    );
    this.arn = key.arn;
    this.alias = tokenKeyAlias(place);
    new aws.kms.Alias(`${name}-alias`, { name: this.alias, targetKeyId: key.keyId }, { parent: this });
    this.registerOutputs({ arn: this.arn, alias: this.alias });
  }
}

/** Alias of the key, which its users' grants name before it exists. */
export function tokenKeyAlias(place: Pick<Place, "environment">): string {
  return `alias/${physicalName("kms-alias", place, "device-tokens")}`;
}
