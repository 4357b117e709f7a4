import { anyKeyArn, type Place } from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** A KMS key that makes message authentication codes. */
export interface HmacKey {
  readonly place: Place;
  /** Alias of the key, for example `alias/dev-device-tokens`. */
  readonly keyAlias: string;
}

/**
 * Make message authentication codes by one key and one algorithm. What verifies them makes them again: the right to verify
 * would let guesses be tried against KMS, and nobody needs it.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-mac-algorithm
 */
export function generateMac({ place, keyAlias }: HmacKey): Grant {
  return {
    statements: [
      {
        Sid: "GenerateMac",
        Effect: "Allow",
        Action: "kms:GenerateMac",
        Resource: anyKeyArn(place),
        Condition: {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
          StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" },
        },
      },
    ],
    keyAliases: [],
  };
}
