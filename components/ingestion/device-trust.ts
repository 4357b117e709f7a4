import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

/** An object of S3 by bucket and key, and one version of it where it is not the newest that is meant. */
export interface ObjectReference {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string | undefined;
}

export interface DeviceTrustArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Certificates of the devices' authorities, as one PEM file. Elastic Load Balancing reads it when the trust store is made or changed. */
  readonly authorities: ObjectReference;
  /** Revocation lists of those authorities, each a PEM or DER file; an authority's next list is another object, or another version. */
  readonly revocationLists: readonly ObjectReference[];
}

/**
 * Whose certificates a load balancer takes from devices, and which it takes no more.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
 */
export class DeviceTrust extends pulumi.ComponentResource {
  readonly trustStoreArn: pulumi.Output<string>;

  constructor(name: string, args: DeviceTrustArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:DeviceTrust", name, {}, opts);
    const { place, authorities, revocationLists } = args;
    const store = new aws.lb.TrustStore(
      `${name}-store`,
      {
        name: physicalName("trust-store", place, "devices"),
        caCertificatesBundleS3Bucket: authorities.bucket,
        caCertificatesBundleS3Key: authorities.key,
        ...(authorities.version === undefined ? {} : { caCertificatesBundleS3ObjectVersion: authorities.version }),
      },
      { parent: this },
    );
    const revocations = revocationLists.map(
      ({ bucket, key, version }) =>
        new aws.lb.TrustStoreRevocation(
          `${name}-revocation-${bucket}/${key}`,
          {
            trustStoreArn: store.arn,
            revocationsS3Bucket: bucket,
            revocationsS3Key: key,
            ...(version === undefined ? {} : { revocationsS3ObjectVersion: version }),
          },
          { parent: this },
        ),
    );
    // Whoever verifies by it knows the lists from the start.
    this.trustStoreArn = pulumi.all([store.arn, pulumi.all(revocations.map(({ id }) => id))]).apply(([arn]) => arn);
    this.registerOutputs({ trustStoreArn: this.trustStoreArn });
  }
}
