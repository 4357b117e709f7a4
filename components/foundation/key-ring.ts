import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { keyPolicy, type KeyUsers } from "./key-policy.ts";

export interface KeyDeclaration {
  /** What is encrypted with it, in a few words. */
  readonly description: string;
  /** Who uses it, beside the roles of the environment. */
  readonly users: KeyUsers;
}

export interface KeyRingArgs<P extends string> {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Keys by purpose: one each, so that a grant on one opens nothing else. */
  readonly keys: Readonly<Record<P, KeyDeclaration>>;
}

/** Customer managed KMS keys by purpose, rotated yearly, each with the alias `alias/<environment>-<purpose>`. @stateful */
export class KeyRing<P extends string> extends pulumi.ComponentResource {
  readonly arns: Readonly<Record<P, pulumi.Output<string>>>;
  readonly aliases: Readonly<Record<P, string>>;

  constructor(name: string, args: KeyRingArgs<P>, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:KeyRing", name, {}, opts);
    const arns: Partial<Record<P, pulumi.Output<string>>> = {};
    const aliases: Partial<Record<P, string>> = {};
    for (const purpose of purposesOf(args.keys)) {
      const { description, users } = args.keys[purpose];
      const key = new aws.kms.Key(
        `${name}-${purpose}`,
        { description, enableKeyRotation: true, deletionWindowInDays: 30, policy: keyPolicy(args.place, users) },
        { parent: this },
      );
      const alias = `alias/${physicalName("kms-alias", args.place, purpose)}`;
      new aws.kms.Alias(`${name}-${purpose}-alias`, { name: alias, targetKeyId: key.keyId }, { parent: this });
      arns[purpose] = key.arn;
      aliases[purpose] = alias;
    }
    this.arns = arns as Record<P, pulumi.Output<string>>; // the loop above ran over every purpose
    this.aliases = aliases as Record<P, string>; // as above
    this.registerOutputs({ arns: this.arns, aliases: this.aliases });
  }
}

function purposesOf<P extends string>(keys: Readonly<Record<P, unknown>>): readonly P[] {
  return Object.keys(keys) as P[]; // a record's keys are its key type
}
