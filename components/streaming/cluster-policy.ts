import { iamStatements, type KafkaAccess } from "../../contracts/events/access.ts";
import { policyDocument, type Statement } from "../iam/policy-document.ts";
import { partitionOf, type Place } from "../naming.ts";
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

/**
 * Resource policy of a cluster that other accounts use: they may connect, and by IAM use the topics they are given. Their own
 * policies decide who of them does.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html
 */
export function clusterPolicy(
  place: Place,
  clusterArn: string,
  accounts: ClientAccounts,
  authentication: readonly Authentication[],
): string {
  const partition = partitionOf(place.region);
  const [, clusterName = "", clusterUuid = ""] = clusterArn.split(":cluster/").join("/").split("/").slice(-3);
  const cluster = { partition, region: place.region, accountId: place.accountId, clusterName, clusterUuid };
  const statements = Object.entries(accounts).flatMap(([account, access]): readonly Statement[] => {
    const of = (statement: Statement): Statement => ({
      ...statement,
      Sid: `${statement.Sid}${account}`,
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    });
    return [
      of({ Sid: "ConnectFromVpc", Effect: "Allow", Action: connect, Resource: clusterArn }),
      ...(authentication.includes("iam") ? iamStatements(access, cluster).map(of) : []),
    ];
  });
  return policyDocument(statements);
}
