import { type Grant } from "../iam/grant.ts";
import { consumeMessages } from "../iam/grants/index.ts";
import { arn, awsOwnedArn, eksClusterArn, globalArn, type Place, roleArn } from "../naming.ts";

export interface KarpenterGrantsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name of the EKS cluster it makes nodes for. */
  readonly clusterName: string;
  /** Role of its nodes, the only one it may hand to an instance. */
  readonly nodeRoleName: string;
  /** Instance profile that holds the role. */
  readonly instanceProfileName: string;
  /** Queue of interruptions. */
  readonly queueName: string;
  /** Alias of the key that encrypts queue and disks, for example `alias/dev-cluster`. */
  readonly keyAlias: string;
}

/**
 * What Karpenter's controller may do: make, tag and end instances of its own cluster, and nothing to anybody else's. It makes
 * no instance profile, because its nodes have one already, so it needs no write access to IAM at all.
 *
 * @see https://karpenter.sh/docs/reference/cloudformation/ (the policy it asks for)
 */
export function karpenterGrants(args: KarpenterGrantsArgs): readonly Grant[] {
  return [
    makeInstances(args),
    endInstances(args),
    findOut(args),
    consumeMessages({ place: args.place, name: args.queueName, keyAlias: args.keyAlias }),
  ];
}

/** Tag by which the cluster's own things are known. */
function ownerTag(clusterName: string): string {
  return `kubernetes.io/cluster/${clusterName}`;
}

const nodePoolTag = "karpenter.sh/nodepool";

/** Kinds of EC2 resource that starting an instance makes. */
const made = ["fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request"];

function makeInstances({ place, clusterName, nodeRoleName }: KarpenterGrantsArgs): Grant {
  const ec2 = (kind: string): string => arn(place, "ec2", `${kind}/*`);
  const requestIsOwn = {
    StringEquals: {
      [`aws:RequestTag/${ownerTag(clusterName)}`]: "owned",
      "aws:RequestTag/eks:eks-cluster-name": clusterName,
    },
    StringLike: { [`aws:RequestTag/${nodePoolTag}`]: "*" },
  };
  return {
    statements: [
      {
        Sid: "StartInstancesFrom",
        Effect: "Allow",
        Action: ["ec2:CreateFleet", "ec2:RunInstances"],
        Resource: [
          awsOwnedArn(place, "ec2", "image/*"),
          awsOwnedArn(place, "ec2", "snapshot/*"),
          ...["security-group", "subnet", "capacity-reservation"].map(ec2),
        ],
      },
      {
        Sid: "StartInstancesFromOwnTemplates",
        Effect: "Allow",
        Action: ["ec2:CreateFleet", "ec2:RunInstances"],
        Resource: ec2("launch-template"),
        Condition: resourceIsOwn(clusterName),
      },
      {
        Sid: "StartInstancesWithTags",
        Effect: "Allow",
        Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
        Resource: made.map(ec2),
        Condition: requestIsOwn,
      },
      {
        Sid: "TagWhatIsMade",
        Effect: "Allow",
        Action: "ec2:CreateTags",
        Resource: made.map(ec2),
        Condition: {
          ...requestIsOwn,
          StringEquals: {
            ...requestIsOwn.StringEquals,
            "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
          },
        },
      },
      {
        Sid: "TagOwnInstances",
        Effect: "Allow",
        Action: "ec2:CreateTags",
        Resource: ec2("instance"),
        Condition: {
          ...resourceIsOwn(clusterName),
          "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
        },
      },
      {
        Sid: "PassNodeRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: roleArn(place, nodeRoleName),
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
    ],
    keyAliases: [],
  };
}

function endInstances({ place, clusterName }: KarpenterGrantsArgs): Grant {
  return {
    statements: [
      {
        Sid: "EndOwnInstances",
        Effect: "Allow",
        Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
        Resource: [arn(place, "ec2", "instance/*"), arn(place, "ec2", "launch-template/*")],
        Condition: resourceIsOwn(clusterName),
      },
    ],
    keyAliases: [],
  };
}

function findOut({ place, clusterName, instanceProfileName }: KarpenterGrantsArgs): Grant {
  return {
    statements: [
      {
        Sid: "DescribeEc2",
        Effect: "Allow",
        Action: [
          "ec2:DescribeCapacityReservations",
          "ec2:DescribeImages",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSpotPriceHistory",
          "ec2:DescribeSubnets",
        ],
        Resource: "*", // describe calls take no resource
        Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
      },
      {
        Sid: "FindImages",
        Effect: "Allow",
        Action: "ssm:GetParameter",
        Resource: awsOwnedArn(place, "ssm", "parameter/aws/service/*"),
      },
      { Sid: "FindPrices", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" }, // prices are everybody's
      {
        Sid: "FindInstanceProfile",
        Effect: "Allow",
        Action: "iam:GetInstanceProfile",
        Resource: globalArn(place, "iam", `instance-profile/${instanceProfileName}`),
      },
      {
        Sid: "FindApiServer",
        Effect: "Allow",
        Action: "eks:DescribeCluster",
        Resource: eksClusterArn(place, clusterName),
      },
    ],
    keyAliases: [],
  };
}

function resourceIsOwn(clusterName: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    StringEquals: { [`aws:ResourceTag/${ownerTag(clusterName)}`]: "owned" },
    StringLike: { [`aws:ResourceTag/${nodePoolTag}`]: "*" },
  };
}
