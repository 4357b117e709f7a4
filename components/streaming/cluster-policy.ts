import { iamStatements, type KafkaAccess } from "../../contracts/events/access.ts";
import { policyDocument, type Statement } from "../iam/policy-document.ts";
import { accountRootArn, partitionOf, type Place } from "../naming.ts";
import { type Authentication } from "./broker-settings.ts";

/** What clients of other accounts may do, by account ID. */
export type ClientAccounts = Readonly<Record<string, KafkaAccess>>;

/** What an account needs to make a connection to the cluster, and to find the brokers behind it. */
const connect = [
  "kafka:CreateVpcConnection",
  "kafka:GetBootstrapBrokers",
  "kafka:DescribeCluster",
  "kafka:DescribeClusterV2",
] as const;

/** Who beside the cluster's own account is let in. */
export interface ClusterClients {
  readonly accounts: ClientAccounts;
  /** How clients may authenticate: only by IAM does this policy decide about topics. */
  readonly authentication: readonly Authentication[];
  /** Whether MSK Replicator copies from here to another Region, for which it connects as a service. */
  readonly replicator: boolean;
}

/**
 * Resource policy of a cluster that other accounts use: they may connect, and by IAM use the topics they are given. Their own
 * policies decide who of them does.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html
 */
export function clusterPolicy(
  place: Place,
  clusterArn: string,
  { accounts, authentication, replicator }: ClusterClients,
): string {
  const partition = partitionOf(place.region);
  const [, clusterName = "", clusterUuid = ""] = clusterArn.split(":cluster/").join("/").split("/").slice(-3);
  const cluster = { partition, region: place.region, accountId: place.accountId, clusterName, clusterUuid };
  const statements = Object.entries(accounts).flatMap(([account, access]): readonly Statement[] => {
    const of = (statement: Statement): Statement => ({
      ...statement,
      Sid: `${statement.Sid}${account}`,
      Principal: { AWS: accountRootArn({ ...place, accountId: account }) },
    });
    return [
      of({ Sid: "ConnectFromVpc", Effect: "Allow", Action: connect, Resource: clusterArn }),
      ...(authentication.includes("iam") ? iamStatements(access, cluster).map(of) : []),
    ];
  });
  const service: Statement = {
    Sid: "ReplicateToAnotherRegion",
    Effect: "Allow",
    Principal: { Service: "kafka.amazonaws.com" },
    Action: ["kafka:CreateVpcConnection", "kafka:GetBootstrapBrokers", "kafka:DescribeClusterV2"],
    Resource: clusterArn,
    Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
  };
  return policyDocument(replicator ? [...statements, service] : statements);
}
