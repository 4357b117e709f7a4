import type { MockOptions } from "./mocks.ts";

/** Outputs of the remote components under mocks: what their published versions return, as far as our components read it. */
export const remoteComponents: NonNullable<MockOptions["outputs"]> = {
  "awsx:ec2:Vpc": (_, name) => ({
    vpcId: `vpc-${name}`,
    vpc: { defaultNetworkAclId: `acl-of-${name}`, defaultRouteTableId: `rtb-of-${name}` },
    internetGateway: { id: `igw-${name}` },
  }),
  "eks:index:Cluster": (inputs) => ({
    eksCluster: {
      name: inputs.name,
      endpoint: "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
      certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
    },
    clusterSecurityGroupId: "sg-of-the-cluster",
    oidcIssuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD",
  }),
};
