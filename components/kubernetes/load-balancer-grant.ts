import { type Grant } from "../iam/grant.ts";
import { type Statement } from "../iam/policy-document.ts";
import { arn, globalArn, type Place } from "../naming.ts";

export interface LoadBalancerScope {
  readonly place: Place;
  readonly clusterName: string;
}

/**
 * What the AWS Load Balancer Controller does, on load balancers, target groups, listeners, rules and security groups that
 * carry this cluster's tag. Its published policy checks for some cluster's tag and lets listeners and rules of the whole
 * account be changed; here the tag's value is compared and everything that can be tagged must be. WAF, Shield and Cognito
 * are switched off in the controller, so nothing is granted for them.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
export function manageLoadBalancers(args: LoadBalancerScope): Grant {
  return { statements: [...listings(args), ...securityGroups(args), ...balancers(args)], keyAliases: [] };
}

const clusterTag = "elbv2.k8s.aws/cluster";

function listings({ place }: LoadBalancerScope): readonly Statement[] {
  return [
    {
      Sid: "MakeTheServiceLinkedRole",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: globalArn(place, "iam", "role/aws-service-role/elasticloadbalancing.amazonaws.com/*"),
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
    {
      Sid: "LookAround",
      Effect: "Allow",
      Action: [
        "acm:ListCertificates",
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAddresses",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstances",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeTags",
        "ec2:DescribeVpcs",
        "elasticloadbalancing:DescribeCapacityReservation",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListenerCertificates",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeSSLPolicies",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "elasticloadbalancing:DescribeTrustStores",
      ],
      // Listings: IAM knows no narrower resource for them.
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
    },
    {
      Sid: "FindSecurityGroupsOfAVpc",
      Effect: "Allow",
      Action: "ec2:GetSecurityGroupsForVpc",
      Resource: arn(place, "ec2", "vpc/*"),
    },
    {
      Sid: "FindCertificates",
      Effect: "Allow",
      Action: "acm:DescribeCertificate",
      Resource: arn(place, "acm", "certificate/*"),
    },
  ];
}

function securityGroups({ place, clusterName }: LoadBalancerScope): readonly Statement[] {
  const groups = arn(place, "ec2", "security-group/*");
  return [
    {
      Sid: "MakeSecurityGroupsInAVpc",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: arn(place, "ec2", "vpc/*"),
    },
    {
      Sid: "MakeSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: groups,
      Condition: requested(clusterName),
    },
    {
      Sid: "TagNewSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: groups,
      Condition: {
        StringEquals: { ...requested(clusterName).StringEquals, "ec2:CreateAction": "CreateSecurityGroup" },
      },
    },
    {
      Sid: "KeepItsSecurityGroups",
      Effect: "Allow",
      Action: [
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateTags",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteTags",
        "ec2:RevokeSecurityGroupIngress",
      ],
      Resource: groups,
      Condition: existing(clusterName),
    },
    {
      Sid: "LetLoadBalancersReachNodes",
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: groups,
      // EKS puts this tag on the security group that nodes and control plane share.
      Condition: { StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" } },
    },
  ];
}

function balancers({ place, clusterName }: LoadBalancerScope): readonly Statement[] {
  const elb = (...resources: readonly string[]): readonly string[] =>
    resources.map((resource) => arn(place, "elasticloadbalancing", resource));
  const loadBalancers = elb("loadbalancer/app/*/*", "loadbalancer/net/*/*");
  const targetGroups = elb("targetgroup/*/*");
  const listeners = elb("listener/app/*/*/*", "listener/net/*/*/*");
  const rules = elb("listener-rule/app/*/*/*", "listener-rule/net/*/*/*");
  const everything = [...loadBalancers, ...targetGroups, ...listeners, ...rules];
  const actions = (...names: readonly string[]): readonly string[] =>
    names.map((name) => `elasticloadbalancing:${name}`);
  return [
    {
      Sid: "MakeLoadBalancers",
      Effect: "Allow",
      Action: actions("CreateLoadBalancer", "CreateTargetGroup"),
      Resource: [...loadBalancers, ...targetGroups],
      Condition: requested(clusterName),
    },
    {
      Sid: "TagNewOnes",
      Effect: "Allow",
      Action: actions("AddTags"),
      Resource: everything,
      Condition: {
        StringEquals: {
          ...requested(clusterName).StringEquals,
          "elasticloadbalancing:CreateAction": [
            "CreateListener",
            "CreateLoadBalancer",
            "CreateRule",
            "CreateTargetGroup",
          ],
        },
      },
    },
    {
      Sid: "KeepItsLoadBalancers",
      Effect: "Allow",
      Action: actions(
        "AddListenerCertificates",
        "AddTags",
        "CreateListener",
        "CreateRule",
        "DeleteListener",
        "DeleteLoadBalancer",
        "DeleteRule",
        "DeleteTargetGroup",
        "DeregisterTargets",
        "ModifyCapacityReservation",
        "ModifyIpPools",
        "ModifyListener",
        "ModifyListenerAttributes",
        "ModifyLoadBalancerAttributes",
        "ModifyRule",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RegisterTargets",
        "RemoveListenerCertificates",
        "RemoveTags",
        "SetIpAddressType",
        "SetRulePriorities",
        "SetSecurityGroups",
        "SetSubnets",
      ),
      Resource: everything,
      Condition: existing(clusterName),
    },
  ];
}

function requested(clusterName: string) {
  return { StringEquals: { [`aws:RequestTag/${clusterTag}`]: clusterName } } as const;
}

function existing(clusterName: string) {
  return { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: clusterName } } as const;
}
