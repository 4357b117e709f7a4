import { type Grant } from "../iam/grant.ts";
import { arn, type Place } from "../naming.ts";

/**
 * What the Kubernetes cluster autoscaler may do: change the size of the Auto Scaling groups that EKS made for the managed
 * node groups of one cluster, which EKS tags, and look at all others.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function scaleNodeGroups(place: Place, clusterName: string): Grant {
  return {
    statements: [
      {
        Sid: "ScaleOwnGroups",
        Effect: "Allow",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Resource: arn(place, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"),
        Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
      },
      {
        Sid: "DescribeNodeGroups",
        Effect: "Allow",
        Action: "eks:DescribeNodegroup",
        Resource: arn(place, "eks", `nodegroup/${clusterName}/*/*`),
      },
      {
        Sid: "DescribeGroups",
        Effect: "Allow",
        Action: [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeScalingActivities",
          "autoscaling:DescribeTags",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
        ],
        Resource: "*", // describe calls take no resource
      },
    ],
    keyAliases: [],
  };
}
