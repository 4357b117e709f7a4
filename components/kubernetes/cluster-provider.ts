import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { kubeconfigOf } from "./kubeconfig.ts";

export interface ClusterProviderArgs {
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** ARN of the EKS cluster: what makes it another cluster. */
  readonly clusterArn: pulumi.Input<string>;
  /** Region it is in. */
  readonly region: string;
  /** HTTPS endpoint of the Kubernetes API. */
  readonly endpoint: pulumi.Input<string>;
  /** Certificate authority of the endpoint: PEM in base64. */
  readonly certificateAuthority: pulumi.Input<string>;
}

/** The provider through which a stack speaks to the Kubernetes API of one EKS cluster. */
export function clusterProvider(name: string, args: ClusterProviderArgs, opts?: pulumi.ResourceOptions): Provider {
  const { clusterName, region } = args;
  return new Provider(
    name,
    {
      kubeconfig: pulumi
        .all([args.endpoint, args.certificateAuthority])
        .apply(([endpoint, certificateAuthority]) =>
          kubeconfigOf({ clusterName, region, endpoint, certificateAuthority }),
        ),
      // Without it, a changed kubeconfig could pass for another cluster and replace everything in it.
      clusterIdentifier: args.clusterArn,
    },
    opts,
  );
}
