import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { type MultiVpc } from "./broker-rules.ts";
import { type Authentication } from "./broker-settings.ts";
import { type ClientAccounts, clusterPolicy } from "./cluster-policy.ts";

/** A VPC of this account whose clients reach the brokers. */
export interface ClientNetwork {
  readonly vpcId: string;
  /** One subnet in each zone the brokers lie in. */
  readonly subnetIds: readonly string[];
  /** Groups of the connection's interfaces: who in that VPC may use it. */
  readonly securityGroupIds: readonly string[];
  /** How its clients authenticate. */
  readonly authentication: Authentication;
}

export interface ClientNetworksArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** MSK cluster they connect to. */
  readonly clusterArn: pulumi.Input<string>;
  /** How clients may authenticate. */
  readonly authentication: readonly Authentication[];
  /**
   * Whether anybody outside the brokers' VPC may connect; see {@link MultiVpc} for the two steps.
   * @default "off"
   */
  readonly multiVpc?: MultiVpc | undefined;
  /**
   * Other accounts, each with what it may do.
   * @default {}
   */
  readonly accounts?: ClientAccounts | undefined;
  /**
   * Whether MSK Replicator copies from here to another Region, and so connects like a client of another VPC.
   * @default false
   */
  readonly replicator?: boolean | undefined;
  /**
   * Other VPCs of this account, by name.
   * @default {}
   */
  readonly networks?: Readonly<Record<string, ClientNetwork>> | undefined;
}

const authenticationOf = { iam: "SASL_IAM", scram: "SASL_SCRAM", mtls: "TLS" } as const;

/** Clients outside the brokers' VPC: the policy that lets other accounts in, and connections for other VPCs of this one. */
export class ClientNetworks extends pulumi.ComponentResource {
  /** ARN of the connection by name of the network. */
  readonly connectionArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ClientNetworksArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ClientNetworks", name, {}, opts);
    const {
      place,
      clusterArn,
      authentication,
      multiVpc = "off",
      accounts = {},
      networks = {},
      replicator = false,
    } = args;
    refuseUnusable(multiVpc, authentication, { accounts, networks });
    const anybody = multiVpc !== "off" && (replicator || Object.keys(accounts).length > 0);
    const policy = anybody
      ? [
          new aws.msk.ClusterPolicy(
            `${name}-policy`,
            {
              clusterArn,
              policy: pulumi
                .output(clusterArn)
                .apply((arn) => clusterPolicy(place, arn, { accounts, authentication, replicator })),
            },
            { parent: this },
          ),
        ]
      : [];
    const connected = multiVpc === "on" ? Object.entries(networks) : [];
    this.connectionArns = Object.fromEntries(
      connected.map(([network, { vpcId, subnetIds, securityGroupIds, authentication: way }]) => {
        const connection = new aws.msk.VpcConnection(
          `${name}-${network}`,
          {
            targetClusterArn: clusterArn,
            authentication: authenticationOf[way],
            vpcId,
            clientSubnets: [...subnetIds],
            securityGroups: [...securityGroupIds],
          },
          { parent: this, dependsOn: policy },
        );
        return [network, connection.arn];
      }),
    );
    this.registerOutputs({ connectionArns: this.connectionArns });
  }
}

function refuseUnusable(
  multiVpc: MultiVpc,
  authentication: readonly Authentication[],
  {
    accounts,
    networks,
  }: Required<Pick<ClientNetworksArgs, "accounts" | "networks">> & {
    accounts: ClientAccounts;
    networks: Readonly<Record<string, ClientNetwork>>;
  },
): void {
  const clients = [...Object.keys(accounts), ...Object.keys(networks)];
  const problems = [
    ...(multiVpc === "off" && clients.length > 0
      ? [
          `streaming:multiVpc is "off", and ${clients.join(", ")} would not be connected. Set it to "prepare", then "on".`,
        ]
      : []),
    ...Object.entries(networks)
      .filter(([, network]) => !authentication.includes(network.authentication))
      .map(
        ([network, { authentication: way }]) =>
          `streaming:clientNetworks.${network} authenticates by ${way}; the cluster has ${authentication.join(", ")} (streaming:authentication).`,
      ),
  ];
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
}
