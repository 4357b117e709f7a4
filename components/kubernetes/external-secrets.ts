import * as pulumi from "@pulumi/pulumi";
import { type WorkloadIdentity } from "../cluster/workload-identity.ts";
import { WorkloadRole } from "../cluster/workload-role.ts";
import { type Place } from "../naming.ts";
import { ChartRelease } from "./chart-release.ts";
import { readSecretsUnder } from "./external-secrets-grant.ts";
import { externalSecretsValues } from "./external-secrets-values.ts";

export interface ExternalSecretsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** EKS cluster it runs in. */
  readonly clusterName: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Alias of the key that encrypts the secrets. */
  readonly keyAlias: string;
  /**
   * Start of the names of the secrets that pods may get, ending in a slash.
   * @default - `<environment>-kubernetes/`
   */
  readonly prefix?: string;
  /**
   * How the cluster's pods get credentials.
   * @default - EKS Pod Identity
   */
  readonly identity?: WorkloadIdentity;
}

const serviceAccount = "external-secrets";

/** External Secrets: copies secrets of Secrets Manager under one prefix into Kubernetes, and nothing the other way. */
export class ExternalSecrets extends pulumi.ComponentResource {
  /** Start of the names of the secrets that pods may get. */
  readonly prefix: string;

  constructor(name: string, args: ExternalSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:ExternalSecrets", name, {}, opts);
    const { place, clusterName, namespace, keyAlias, prefix = `${place.environment}-kubernetes/` } = args;
    if (!/^[\w/+=.@-]+\/$/.test(prefix)) {
      throw new Error(
        `ExternalSecrets ${name}: prefix = "${prefix}" must be the start of secret names that ends in a slash, like ` +
          `dev-kubernetes/: without it, the operator could read secrets that only begin alike. Change it where it is constructed.`,
      );
    }
    this.prefix = prefix;

    const role = new WorkloadRole(
      `${name}-controller`,
      {
        place,
        purpose: "external-secrets",
        serviceAccount: { clusterName, namespace, name: serviceAccount },
        identity: args.identity,
        grants: [readSecretsUnder({ place, prefix, keyAlias })],
      },
      { parent: this },
    );
    new ChartRelease(
      name,
      {
        chart: "external-secrets",
        namespace,
        values: externalSecretsValues({
          region: place.region,
          identity: { namespace, name: serviceAccount, annotations: role.annotations },
        }),
      },
      { parent: this, dependsOn: [role] },
    );

    this.registerOutputs({ prefix: this.prefix });
  }
}
