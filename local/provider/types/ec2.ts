import { arn, hex } from "../recorded.ts";
import type { Properties, ResourceContext, ResourceType, ResourceTypes } from "../resource-type.ts";

/** EC2 IDs are a prefix and 17 hexadecimal digits. */
function ec2(
  prefix: string,
  arnType: string,
  outputs: (id: string, inputs: Properties, context: ResourceContext) => Properties = () => ({}),
): ResourceType {
  return {
    id: () => `${prefix}-${hex(17)}`,
    outputs: (id, inputs, context) => ({
      arn: arn(context, "ec2", `${arnType}/${id}`),
      ownerId: context.account.accountId,
      ...outputs(id, inputs, context),
    }),
  };
}

/** A rule of its own is known by its rule ID, not by the group's. */
const securityGroupRule: ResourceType = {
  id: () => `sgr-${hex(17)}`,
  outputs: (id, _, context) => ({
    arn: arn(context, "ec2", `security-group-rule/${id}`),
    securityGroupRuleId: id,
  }),
};

/** An address of the documentation range 203.0.113.0/24 (RFC 5737), which belongs to nobody. */
function publicAddress(): string {
  return `203.0.113.${String(1 + Math.floor(Math.random() * 254))}`;
}

/** Amazon EC2 and VPC. */
export const types: ResourceTypes = {
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", () => ({
    defaultNetworkAclId: `acl-${hex(17)}`,
    defaultRouteTableId: `rtb-${hex(17)}`,
    defaultSecurityGroupId: `sg-${hex(17)}`,
    dhcpOptionsId: `dopt-${hex(17)}`,
    mainRouteTableId: `rtb-${hex(17)}`,
    enableDnsSupport: true,
    enableDnsHostnames: false,
    enableNetworkAddressUsageMetrics: false,
    instanceTenancy: "default",
  })),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet", (_, inputs, context) => ({
    availabilityZone: inputs.availabilityZone ?? `${context.account.region}a`,
    mapPublicIpOnLaunch: false,
    assignIpv6AddressOnCreation: false,
    privateDnsHostnameTypeOnLaunch: "ip-name",
  })),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": {
    id: (inputs) => `${String(inputs.internetGatewayId)}:${String(inputs.vpcId)}`,
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": ec2("eigw", "egress-only-internet-gateway"),
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", (id) => {
    const publicIp = publicAddress();
    return {
      allocationId: id,
      domain: "vpc",
      publicIp,
      publicDns: `ec2-${publicIp.replaceAll(".", "-")}.amazonaws.com`,
    };
  }),
  "aws:ec2/natGateway:NatGateway": {
    id: () => `nat-${hex(17)}`,
    outputs: () => ({
      associationId: `eipassoc-${hex(17)}`,
      networkInterfaceId: `eni-${hex(17)}`,
      publicIp: publicAddress(),
    }),
  },
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    id: (inputs) => String(inputs.defaultRouteTableId),
    outputs: (id, _, context) => ({
      arn: arn(context, "ec2", `route-table/${id}`),
      ownerId: context.account.accountId,
      vpcId: `vpc-${hex(17)}`,
    }),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: () => `rtbassoc-${hex(17)}` },
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": { id: () => `rtbassoc-${hex(17)}` },
  "aws:ec2/route:Route": {
    // The provider's ID: r-<route table><hash of the destination>.
    id: (inputs) => `r-${String(inputs.routeTableId)}${hex(10)}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
  },
  "aws:ec2/securityGroup:SecurityGroup": ec2("sg", "security-group", () => ({
    description: "Managed by Pulumi",
  })),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ec2("sg", "security-group", () => ({
    name: "default",
    description: "default VPC security group",
  })),
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: () => `sgrule-${String(Math.floor(Math.random() * 2 ** 32))}`,
    outputs: () => ({ securityGroupRuleId: `sgr-${hex(17)}` }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/networkAclRule:NetworkAclRule": { id: () => `nacl-${String(Math.floor(Math.random() * 2 ** 32))}` },
  "aws:ec2/networkAcl:NetworkAcl": ec2("acl", "network-acl"),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    id: (inputs) => String(inputs.defaultNetworkAclId),
    outputs: (id, _, context) => ({
      arn: arn(context, "ec2", `network-acl/${id}`),
      ownerId: context.account.accountId,
    }),
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": { id: () => `vpc-cidr-assoc-${hex(17)}` },
  "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion": ec2(
    "vpcbpa-exclude",
    "vpc-block-public-access-exclusion",
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint", (id, inputs, context) => ({
    state: "available",
    requesterManaged: false,
    vpcEndpointType: "Gateway",
    prefixListId: inputs.vpcEndpointType === "Interface" ? undefined : `pl-${hex(8)}`,
    dnsEntries: [
      { dnsName: `${id}.vpce.${context.account.region}.amazonaws.com`, hostedZoneId: `Z${hex(13).toUpperCase()}` },
    ],
  })),
  "aws:ec2/flowLog:FlowLog": {
    id: () => `fl-${hex(17)}`,
    outputs: (id, _, context) => ({ arn: arn(context, "ec2", `vpc-flow-log/${id}`) }),
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: () => `lt-${hex(17)}`,
    outputs: (id, _, context) => ({
      arn: arn(context, "ec2", `launch-template/${id}`),
      defaultVersion: 1,
      latestVersion: 1,
    }),
    updated: ({ latestVersion }) => ({ latestVersion: Number(latestVersion) + 1 }),
    autoName: "name",
  },
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": ec2("dopt", "dhcp-options"),
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": {
    id: (inputs) => `${String(inputs.dhcpOptionsId)}-${String(inputs.vpcId)}`,
  },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    id: (inputs) => `a-${String(inputs.vpcEndpointId)}${hex(10)}`,
  },
};
