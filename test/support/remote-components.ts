import type { MockOptions } from "./mocks.ts";

/** Outputs of the remote components under mocks: what their published versions return, as far as our components read it. */
export const remoteComponents: NonNullable<MockOptions["outputs"]> = {
  "awsx:ec2:Vpc": (inputs, name) => {
    const zones = inputs.availabilityZoneNames as string[]; // awsx takes a list of names
    const ids = (tier: string): string[] => zones.map((_, index) => `subnet-${name}-${tier}-${index + 1}`);
    return {
      vpcId: `vpc-${name}`,
      publicSubnetIds: ids("public"),
      privateSubnetIds: ids("private"),
      isolatedSubnetIds: ids("isolated"),
      routeTables: ["public", "private", "isolated"].map((tier) => ({ id: `rtb-${tier}` })),
    };
  },
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
