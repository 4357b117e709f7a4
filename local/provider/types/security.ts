import { randomUUID } from "node:crypto";
import { arn, globalArn, hex } from "../recorded.ts";
import type { Properties, ResourceTypes } from "../resource-type.ts";

/** IAM's paths begin and end with a slash and stand before the name. */
function pathed(inputs: Properties, name: string): string {
  return `${typeof inputs.path === "string" ? inputs.path : "/"}${name}`;
}

/** IAM's unique IDs: a prefix for the kind of thing and 17 capitals or digits. */
function uniqueId(prefix: string): string {
  return `${prefix}${hex(17).toUpperCase()}`;
}

/** AWS KMS, IAM and Secrets Manager. */
export const types: ResourceTypes = {
  "aws:kms/key:Key": {
    id: () => randomUUID(),
    outputs: (id, _, context) => ({
      arn: arn(context, "kms", `key/${id}`),
      keyId: id,
      multiRegion: false,
      rotationPeriodInDays: 365,
    }),
  },
  "aws:kms/alias:Alias": {
    autoName: "name",
    id: (inputs) => String(inputs.name),
    outputs: (id, inputs, context) => {
      const key = String(inputs.targetKeyId);
      return {
        arn: arn(context, "kms", id),
        targetKeyArn: key.startsWith("arn:") ? key : arn(context, "kms", `key/${key}`),
      };
    },
  },
  "aws:kms/grant:Grant": { id: (inputs) => `${String(inputs.keyId)}:${hex(64)}` },
  "aws:kms/keyPolicy:KeyPolicy": { id: (inputs) => String(inputs.keyId) },
  "aws:iam/role:Role": {
    outputs: (id, inputs, context) => ({
      arn: globalArn(context, "iam", `role${pathed(inputs, id)}`),
      createDate: new Date().toISOString(),
      uniqueId: uniqueId("AROA"),
      path: "/",
      maxSessionDuration: 3600,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    id: (inputs) => `${String(inputs.role)}:${String(inputs.name)}`,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: (inputs) => `${String(inputs.role)}/${String(inputs.policyArn)}`,
  },
  "aws:iam/policy:Policy": {
    id: (inputs, context) => globalArn(context, "iam", `policy${pathed(inputs, String(inputs.name))}`),
    outputs: (id) => ({ arn: id, policyId: uniqueId("ANPA"), path: "/", attachmentCount: 0 }),
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    outputs: (id, inputs, context) => ({
      arn: globalArn(context, "iam", `instance-profile${pathed(inputs, id)}`),
      createDate: new Date().toISOString(),
      uniqueId: uniqueId("AIPA"),
    }),
  },
  "aws:iam/user:User": {
    outputs: (id, inputs, context) => ({
      arn: globalArn(context, "iam", `user${pathed(inputs, id)}`),
      uniqueId: uniqueId("AIDA"),
    }),
  },
  "aws:iam/group:Group": {
    outputs: (id, inputs, context) => ({
      arn: globalArn(context, "iam", `group${pathed(inputs, id)}`),
      uniqueId: uniqueId("AGPA"),
    }),
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: (inputs, context) =>
      globalArn(context, "iam", `oidc-provider/${String(inputs.url).replace(/^https:\/\//, "")}`),
    outputs: (id) => ({ arn: id, thumbprintLists: [] }),
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    id: (inputs, context) =>
      globalArn(context, "iam", `role/aws-service-role/${String(inputs.awsServiceName)}/AWSServiceRole`),
    outputs: (id) => ({
      arn: id,
      name: "AWSServiceRole",
      path: id.split("role")[1] ?? "/",
      uniqueId: uniqueId("AROA"),
    }),
  },
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": { id: () => "iam-account-password-policy" },
  "aws:secretsmanager/secret:Secret": {
    // Secrets Manager appends six letters to the name, so that a new secret of the same name has another ARN.
    id: (inputs, context) => arn(context, "secretsmanager", `secret:${String(inputs.name)}-${hex(6)}`),
    outputs: (id) => ({ arn: id }),
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    id: (inputs) => String(inputs.secretId),
    outputs: () => ({ rotationEnabled: true }),
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: (inputs) => `${String(inputs.secretId)}|${hex(32).toUpperCase()}`,
    outputs: (id, inputs) => ({
      arn: inputs.secretId,
      versionId: id.split("|")[1],
      versionStages: ["AWSCURRENT"],
    }),
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { id: (inputs) => String(inputs.secretArn) },
};
