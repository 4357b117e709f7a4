import { policyDocument, type Statement } from "../iam/policy-document.ts";
import { arn, awsOwnedArn, bucketArn, type Place, roleArn } from "../naming.ts";
import { type GatewayService, type InterfaceService } from "./endpoint-services.ts";

/** Whose principals may go through an endpoint, and to whose resources. */
export interface Perimeter {
  /** AWS organisation whose accounts trust each other; without one, this account trusts itself alone. */
  readonly organizationId?: string;
  /** Accounts outside whose resources our own principals may reach as well, for example one that shares images. */
  readonly trustedAccountIds?: readonly string[];
  /**
   * Account from which EKS add-on images are pulled.
   * @default "602401143452"
   * @see https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html Regions that are off by default have others
   */
  readonly eksImageAccountId?: string;
}

const eksImageAccount = "602401143452";

type Condition = NonNullable<Statement["Condition"]>;

/**
 * Policy of a VPC endpoint as a data perimeter: our principals reach our resources, AWS services act for us, and what
 * AWS itself owns and our workloads cannot do without is let through by name. It grants nothing; it is the most that
 * goes through. Stolen keys of another account do not work from here, and our data does not leave for another account.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
 */
export function endpointPolicy(place: Place, service: GatewayService | InterfaceService, perimeter: Perimeter): string {
  return policyDocument([
    {
      Sid: "OurPrincipalsToOurResources",
      ...anybody,
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { ...ourPrincipals(place, perimeter), ...ourResources(place, perimeter) } },
    },
    {
      Sid: "AwsServicesOnOurBehalf",
      ...anybody,
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
    },
    ...trustedAccounts(place, perimeter),
    ...exceptions(place, service, perimeter),
  ]);
}

/** A policy of an endpoint narrows by condition; the caller's own policies decide what is granted. */
const anybody = { Effect: "Allow", Principal: "*" } as const;

function ourPrincipals(place: Place, { organizationId }: Perimeter): Record<string, string> {
  return organizationId === undefined
    ? { "aws:PrincipalAccount": place.accountId }
    : { "aws:PrincipalOrgID": organizationId };
}

function ourResources(place: Place, { organizationId }: Perimeter): Record<string, string> {
  return organizationId === undefined
    ? { "aws:ResourceAccount": place.accountId }
    : { "aws:ResourceOrgID": organizationId };
}

function trustedAccounts(place: Place, perimeter: Perimeter): readonly Statement[] {
  const { trustedAccountIds = [] } = perimeter;
  if (trustedAccountIds.length === 0) {
    return [];
  }
  const condition = { ...ourPrincipals(place, perimeter), "aws:ResourceAccount": trustedAccountIds };
  return [
    {
      Sid: "OurPrincipalsToTrustedAccounts",
      ...anybody,
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: condition },
    },
  ];
}

/**
 * Resources that belong to AWS, and requests that no principal signs, by service.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
function exceptions(
  place: Place,
  service: GatewayService | InterfaceService,
  perimeter: Perimeter,
): readonly Statement[] {
  const { region } = place;
  const byUs: Condition = { StringEquals: ourPrincipals(place, perimeter) };
  switch (service) {
    case "s3":
      return [
        {
          Sid: "AwsOwnedObjects",
          ...anybody,
          Action: "s3:GetObject",
          Resource: [
            // Image layers, by addresses that ECR signs: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
            bucketArn(place, `prod-${region}-starport-layer-bucket/*`),
            // Packages of Amazon Linux 2023, unsigned: https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
            bucketArn(place, `al2023-repos-${region}-de612dc2/*`),
          ],
        },
      ];
    case "ecr.api":
    case "ecr.dkr":
      return [
        {
          Sid: "EksAddOnImages",
          ...anybody,
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Resource: arn({ region, accountId: perimeter.eksImageAccountId ?? eksImageAccount }, "ecr", "repository/*"),
          Condition: byUs,
        },
      ];
    case "ec2":
      return [
        {
          Sid: "AmazonImagesAndPrefixLists",
          ...anybody,
          Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateTags", "ec2:GetManagedPrefixListEntries"],
          Resource: [awsOwnedArn(place, "ec2", "image/*"), arn({ region, accountId: "aws" }, "ec2", "prefix-list/*")],
          Condition: byUs,
        },
      ];
    case "ssm":
      return [
        {
          Sid: "AwsPublicParameters",
          ...anybody,
          Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
          Resource: awsOwnedArn(place, "ssm", "parameter/aws/service/*"),
          Condition: byUs,
        },
      ];
    case "sts":
      return [
        {
          // A pod shows a token of its cluster and no AWS credentials: the role's trust policy decides.
          Sid: "ServiceAccountsToOurRoles",
          ...anybody,
          Action: "sts:AssumeRoleWithWebIdentity",
          Resource: roleArn(place, "*"),
        },
      ];
    default:
      return [];
  }
}
