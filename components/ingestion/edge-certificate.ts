import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface EdgeCertificateArgs {
  /** Name that devices connect to. */
  readonly domainName: string;
  /** Public hosted zone of Route 53 in which ACM looks for the proof that the name is ours. */
  readonly hostedZoneId: string;
}

/** A certificate of ACM, which proves itself by a DNS record and so renews by itself. */
export class EdgeCertificate extends pulumi.ComponentResource {
  /** Known once the certificate is valid. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EdgeCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:EdgeCertificate", name, {}, opts);
    const certificate = new aws.acm.Certificate(
      `${name}-certificate`,
      { domainName: args.domainName, validationMethod: "DNS" },
      { parent: this },
    );
    const proof = certificate.domainValidationOptions.apply(([option]) => option);
    const record = new aws.route53.Record(
      `${name}-proof`,
      {
        zoneId: args.hostedZoneId,
        name: proof.apply((option) => option?.resourceRecordName ?? ""),
        type: proof.apply((option) => option?.resourceRecordType ?? "CNAME"),
        records: [proof.apply((option) => option?.resourceRecordValue ?? "")],
        ttl: 300,
      },
      { parent: this },
    );
    this.arn = new aws.acm.CertificateValidation(
      `${name}-validation`,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this },
    ).certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
