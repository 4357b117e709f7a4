/** Services with a gateway endpoint: it costs nothing and carries most bytes (the lake, image layers, state). */
export const gatewayServices = ["s3", "dynamodb"] as const;

export type GatewayService = (typeof gatewayServices)[number];

/** Services that may get an interface endpoint, and who calls them from inside the VPC. */
export const interfaceServices = {
  autoscaling: "Cluster Autoscaler",
  ec2: "VPC CNI, EBS CSI, Karpenter, load balancer controller",
  "ecr.api": "nodes, before they pull an image",
  "ecr.dkr": "nodes that pull an image; its layers come through S3",
  eks: "nodes that join, tools that ask for the cluster",
  "eks-auth": "EKS Pod Identity agent",
  elasticloadbalancing: "AWS Load Balancer Controller",
  glue: "Glue jobs with a connection: catalog and schema registry",
  kafka: "clients that ask for the bootstrap brokers",
  kms: "whoever encrypts or decrypts data itself",
  lambda: "pods that call functions",
  logs: "Fluent Bit, functions in the VPC, Glue jobs",
  monitoring: "CloudWatch agents and applications that put metrics",
  secretsmanager: "External Secrets, applications",
  sns: "functions and pods that publish",
  sqs: "jobs and functions that send and receive",
  ssm: "Karpenter, which looks up machine images",
  sts: "roles for service accounts, cross-account access",
} as const satisfies Readonly<Record<string, string>>;

export type InterfaceService = keyof typeof interfaceServices;

export const interfaceServiceNames = Object.keys(interfaceServices) as readonly InterfaceService[]; // their own keys

/**
 * What the platform's own traffic takes: credentials, secrets, logs, metrics, images, queues and the catalog stay off
 * the Internet and off the NAT gateways.
 *
 * Each costs by the hour in each zone, traffic by the gigabyte besides (in eu-central-1 about 0.012 USD an hour: 12
 * endpoints in three zones come to about 315 USD a month). An environment that may go through NAT lists fewer.
 *
 * @see https://aws.amazon.com/privatelink/pricing/
 */
export const defaultInterfaceServices: readonly InterfaceService[] = [
  "logs",
  "secretsmanager",
  "kms",
  "sts",
  "ecr.api",
  "ecr.dkr",
  "eks-auth",
  "monitoring",
  "sqs",
  "sns",
  "glue",
  "kafka",
];

/**
 * What nodes cannot do without where nothing goes through NAT.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export const neededWithoutNat: readonly InterfaceService[] = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sts",
];
