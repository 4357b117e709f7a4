import { type GuardStatement } from "../iam/policy-document.ts";
import { type Organization } from "./service-control-presets.ts";

/** Actions of the services that resource control policies reach, but for web identities: those belong to no organization. */
const guarded = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole", "sts:SetContext", "sts:TagSession"];

/**
 * The data perimeter: what the organization's accounts hold is for the organization's identities, for AWS services on its
 * behalf, and over TLS.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export function dataPerimeter({ id }: Organization): readonly GuardStatement[] {
  const everyone = { Effect: "Deny", Principal: "*", Resource: "*" } as const;
  return [
    {
      Sid: "OurIdentitiesOnly",
      ...everyone,
      Action: guarded,
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": id },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    {
      // Services that say on whose behalf they come must come on ours.
      Sid: "ServicesOnOurBehalfOnly",
      ...everyone,
      Action: guarded,
      Condition: {
        StringNotEqualsIfExists: { "aws:SourceOrgID": id },
        Null: { "aws:SourceAccount": "false" },
        Bool: { "aws:PrincipalIsAWSService": "true" },
      },
    },
    {
      Sid: "TlsOnly",
      ...everyone,
      Action: ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"],
      Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
    },
  ];
}
