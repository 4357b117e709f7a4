import * as aws from "@pulumi/aws";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/index.js";
import * as pulumi from "@pulumi/pulumi";
import { platformLabels } from "../kubernetes/labels.ts";
import { physicalName, type Place } from "../naming.ts";
import { dataClassTag } from "../tags.ts";
import { certificatesSecret } from "./collector-names.ts";

export interface CollectorCertificatesArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Namespace that gets them. */
  readonly namespace: string;
  /** KMS key that encrypts the secret. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Whether a destroy deletes the secret at once, without the 30 days in which it can be restored. */
  readonly deleteDataOnDestroy: boolean;
}

/** Time after which a change in Secrets Manager has reached the cluster; the kubelet takes a minute more. */
const refreshInterval = "5m";

/**
 * The collector's certificate and key, the devices' authorities and their revocation lists: a secret of Secrets Manager that an
 * operator fills, copied into the namespace by External Secrets. No value of it is in any state.
 */
export class CollectorCertificates extends pulumi.ComponentResource {
  /** Name of the secret in Secrets Manager, under the prefix that External Secrets may read. */
  readonly secretName: string;

  constructor(name: string, args: CollectorCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:CollectorCertificates", name, {}, opts);
    const { place, namespace } = args;
    this.secretName = physicalName("secret", place, `kubernetes/${certificatesSecret}`);

    const secret = new aws.secretsmanager.Secret(
      `${name}-secret`,
      {
        name: this.secretName,
        description: "Collector: tls.crt, tls.key, ca.crt and crl.pem, each as PEM",
        kmsKeyId: args.kmsKeyArn,
        recoveryWindowInDays: args.deleteDataOnDestroy ? 0 : 30,
        tags: dataClassTag("confidential"),
      },
      { parent: this },
    );
    const metadata = { name: certificatesSecret, namespace, labels: platformLabels };
    const store = new CustomResource(
      `${name}-store`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "SecretStore",
        // The operator's own role reads, and only under its prefix.
        metadata,
        spec: { provider: { aws: { service: "SecretsManager", region: place.region } } },
      },
      { parent: this },
    );
    new CustomResource(
      `${name}-copy`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata,
        spec: {
          refreshInterval,
          secretStoreRef: { kind: "SecretStore", name: certificatesSecret },
          target: { name: certificatesSecret, creationPolicy: "Owner", deletionPolicy: "Retain" },
          dataFrom: [{ extract: { key: secret.name } }],
        },
      },
      { parent: this, dependsOn: [store] },
    );

    this.registerOutputs({ secretName: this.secretName });
  }
}
