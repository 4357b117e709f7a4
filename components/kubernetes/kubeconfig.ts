/** Where a cluster's API is and how one gets in. */
export interface ClusterAccess {
  readonly clusterName: string;
  readonly region: string;
  /** HTTPS endpoint of the API. */
  readonly endpoint: string;
  /** Certificate authority of the endpoint: PEM in base64. */
  readonly certificateAuthority: string;
}

/**
 * A kubeconfig as `aws eks update-kubeconfig` writes it, as JSON. It holds no secret: the AWS CLI fetches a token at every
 * use, for whoever runs Pulumi.
 */
export function kubeconfigOf({ clusterName, region, endpoint, certificateAuthority }: ClusterAccess): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": clusterName,
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    clusters: [
      { name: clusterName, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } },
    ],
    users: [
      {
        name: clusterName,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}
