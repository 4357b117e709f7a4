import { type Grant } from "../iam/grant.ts";
import { arn, type Place } from "../naming.ts";

export interface SecretsUnderPrefix {
  readonly place: Place;
  /** Start of the secrets' names, for example `dev-kubernetes/`. */
  readonly prefix: string;
  /** Alias of the key that encrypts them. */
  readonly keyAlias: string;
}

/**
 * Read the secrets under one prefix: what the operator may read, every namespace with a store may, so nothing else.
 *
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function readSecretsUnder({ place, prefix, keyAlias }: SecretsUnderPrefix): Grant {
  return {
    statements: [
      {
        Sid: "ReadSecretsUnderPrefix",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:GetSecretValue",
          "secretsmanager:ListSecretVersionIds",
        ],
        Resource: arn(place, "secretsmanager", `secret:${prefix}*`),
      },
    ],
    keyAliases: [keyAlias],
  };
}
