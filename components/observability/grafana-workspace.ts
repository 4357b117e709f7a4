import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { publishTo, readCloudWatch, readMetrics } from "../iam/grants/index.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { alertTopicName } from "../alerting/alert-topics.ts";
import { severities } from "../alerting/severity.ts";
import { physicalName, type Place } from "../naming.ts";

export interface GrafanaWorkspaceArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts the workspace. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Alias of the key of the alert topics, which Grafana's own alerts go to. */
  readonly alertsKeyAlias: string;
  /** Grafana version as Amazon Managed Grafana offers it, for example `10.4`. */
  readonly version: string;
  /** How people sign in: IAM Identity Center, or an identity provider of yours by SAML. */
  readonly signIn: "AWS_SSO" | "SAML";
  /** Private subnets in two zones at least, through which it reaches data sources in the VPC. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** VPC of those subnets. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Groups of IAM Identity Center by the role they get.
   * @default {} nobody may sign in
   */
  readonly groups?: Partial<Record<GrafanaRole, readonly string[]>>;
}

export type GrafanaRole = "ADMIN" | "EDITOR" | "VIEWER";

const roles = ["ADMIN", "EDITOR", "VIEWER"] as const;

/**
 * Unified alerting is switched by this text alone; plugins come from AWS's list and nobody adds one by hand.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/AMG-configure-workspace.html
 */
const configuration = JSON.stringify({ plugins: { pluginAdminEnabled: false }, unifiedAlerting: { enabled: true } });

/**
 * An Amazon Managed Grafana workspace that reads metrics and alarms under a role of its own and alerts to the topics of the
 * house. @stateful
 *
 * @throws {Error} when groups are given where people sign in by SAML: their roles come with the assertion.
 */
export class GrafanaWorkspace extends pulumi.ComponentResource {
  readonly endpoint: pulumi.Output<string>;
  readonly roleArn: string;

  constructor(name: string, args: GrafanaWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:observability:GrafanaWorkspace", name, {}, opts);
    const { place, groups = {} } = args;
    if (args.signIn === "SAML" && Object.keys(groups).length > 0) {
      throw new Error(
        "Grafana: groups are those of IAM Identity Center, and people sign in by SAML. Leave out observability:grafana.groups, or set observability:grafana.signIn to AWS_SSO.",
      );
    }
    const role = new ServiceRole(
      `${name}-role`,
      {
        place,
        purpose: "grafana",
        service: "grafana.amazonaws.com",
        grants: [
          readMetrics(place),
          readCloudWatch(),
          ...severities.map((severity) =>
            publishTo({ place, name: alertTopicName(place, severity), keyAlias: args.alertsKeyAlias }),
          ),
        ],
      },
      { parent: this },
    );
    this.roleArn = role.arn;
    const connections = this.#connections(name, args);
    const workspaceName = physicalName("grafana-workspace", place, "grafana");
    const workspace = new aws.grafana.Workspace(
      `${name}-workspace`,
      {
        name: workspaceName,
        description: `Dashboards of ${place.environment}`,
        accountAccessType: "CURRENT_ACCOUNT",
        authenticationProviders: [args.signIn],
        permissionType: "CUSTOMER_MANAGED",
        roleArn: role.arn,
        kmsKeyId: args.kmsKeyArn,
        grafanaVersion: args.version,
        configuration,
        dataSources: ["PROMETHEUS", "CLOUDWATCH"],
        notificationDestinations: ["SNS"],
        vpcConfiguration: { subnetIds: [...args.subnetIds], securityGroupIds: [connections.id] },
        tags: { Name: workspaceName },
      },
      // The role's ARN is known before the role is there.
      { parent: this, dependsOn: role },
    );
    for (const grafanaRole of roles) {
      const groupIds = groups[grafanaRole] ?? [];
      if (groupIds.length > 0) {
        new aws.grafana.RoleAssociation(
          `${name}-${grafanaRole.toLowerCase()}`,
          { workspaceId: workspace.id, role: grafanaRole, groupIds: [...groupIds] },
          { parent: this, deletedWith: workspace },
        );
      }
    }

    this.endpoint = workspace.endpoint;
    this.registerOutputs({ endpoint: this.endpoint, roleArn: this.roleArn });
  }

  /** Group of its connections into the VPC: out by HTTPS, and nothing in. */
  #connections(name: string, { place, vpcId }: GrafanaWorkspaceArgs): aws.ec2.SecurityGroup {
    const groupName = physicalName("security-group", place, "grafana");
    const group = new aws.ec2.SecurityGroup(
      `${name}-connections`,
      { name: groupName, description: "Managed Grafana: its data sources", vpcId, tags: { Name: groupName } },
      { parent: this },
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        description: "AWS APIs: metrics, alarms, topics",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
      },
      { parent: this },
    );
    return group;
  }
}
