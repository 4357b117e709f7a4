import { type Place, secretArn } from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** A secret of Secrets Manager. */
export interface SecretReference {
  readonly place: Place;
  /** Name without the random suffix. */
  readonly name: string;
  /** Alias of the key that encrypts it. */
  readonly keyAlias: string;
}

export function readSecret({ place, name, keyAlias }: SecretReference): Grant {
  return {
    statements: [
      {
        Sid: "ReadSecrets",
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: secretArn(place, name),
      },
    ],
    keyAliases: [keyAlias],
  };
}

/**
 * What a rotation function needs. GetRandomPassword takes any resource because it touches none.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 */
export function rotateSecret({ place, name, keyAlias }: SecretReference): Grant {
  return {
    statements: [
      {
        Sid: "RotateSecrets",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: secretArn(place, name),
      },
      { Sid: "MakePasswords", Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
    ],
    keyAliases: [keyAlias],
  };
}
