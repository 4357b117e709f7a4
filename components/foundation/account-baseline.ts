import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

/** Who AWS turns to about the account's security, beside the address of its root user. */
export interface SecurityContact {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  /** With country code. */
  readonly phone: string;
}

export interface AccountBaselineArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Key of volumes that name none; its policy must let EC2 use it.
   * @default - the key that AWS keeps for EBS
   */
  readonly volumeKeyArn?: pulumi.Input<string>;
  /**
   * What VPCs refuse of the internet, all of the Region's. `block-ingress` leaves NAT gateways their way out; what must answer
   * the internet then needs an exclusion on its subnets. `block-bidirectional` also closes NAT.
   * @default "block-ingress"
   */
  readonly vpcBlockPublicAccess?: "off" | "block-ingress" | "block-bidirectional";
  /**
   * Days after which a role, a key or a permission that nobody used is a finding. Charged by role and month.
   * @default - unused access is not looked for
   */
  readonly unusedAccessDays?: number;
  /**
   * Who AWS turns to about security.
   * @default - the address of the root user
   */
  readonly securityContact?: SecurityContact;
}

/**
 * Settings of which an account, or a Region of it, has one: public access closed, disks encrypted, the metadata service by
 * session only, passwords as CIS asks. Made by the one environment that owns the account.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  /** ARN of the analyzer that finds what is open to the outside. */
  readonly analyzerArn: pulumi.Output<string>;

  constructor(name: string, args: AccountBaselineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:AccountBaseline", name, {}, opts);
    const { place, volumeKeyArn, vpcBlockPublicAccess = "block-ingress", unusedAccessDays, securityContact } = args;
    const child = { parent: this };

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    new aws.s3.AccountPublicAccessBlock(
      `${name}-s3-public-access`,
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      child,
    );
    new aws.ebs.SnapshotBlockPublicAccess(`${name}-snapshot-public-access`, { state: "block-all-sharing" }, child);
    new aws.ec2.ImageBlockPublicAccess(`${name}-image-public-access`, { state: "block-new-sharing" }, child);
    if (vpcBlockPublicAccess !== "off") {
      // https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
      new aws.ec2.VpcBlockPublicAccessOptions(
        `${name}-vpc-public-access`,
        { internetGatewayBlockMode: vpcBlockPublicAccess },
        child,
      );
    }

    new aws.ebs.EncryptionByDefault(`${name}-volume-encryption`, { enabled: true }, child);
    if (volumeKeyArn !== undefined) {
      new aws.ebs.DefaultKmsKey(`${name}-volume-key`, { keyArn: volumeKeyArn }, child);
    }
    new aws.ec2.InstanceMetadataDefaults(
      `${name}-instance-metadata`,
      { httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      child,
    );
    new aws.ec2.SerialConsoleAccess(`${name}-serial-console`, { enabled: false }, child);

    new aws.iam.AccountPasswordPolicy(
      `${name}-passwords`,
      {
        allowUsersToChangePassword: true,
        hardExpiry: false,
        maxPasswordAge: 90,
        minimumPasswordLength: 14,
        passwordReusePrevention: 24,
        requireLowercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercaseCharacters: true,
      },
      child,
    );
    const external = new aws.accessanalyzer.Analyzer(
      `${name}-external-access`,
      { analyzerName: physicalName("access-analyzer", place, "external-access"), type: "ACCOUNT" },
      child,
    );
    this.analyzerArn = external.arn;
    if (unusedAccessDays !== undefined) {
      new aws.accessanalyzer.Analyzer(
        `${name}-unused-access`,
        {
          analyzerName: physicalName("access-analyzer", place, "unused-access"),
          type: "ACCOUNT_UNUSED_ACCESS",
          configuration: { unusedAccess: { unusedAccessAge: unusedAccessDays } },
        },
        child,
      );
    }
    if (securityContact !== undefined) {
      const { name: contactName, title, email, phone } = securityContact;
      new aws.account.AlternativeContact(
        `${name}-security-contact`,
        { alternateContactType: "SECURITY", name: contactName, title, emailAddress: email, phoneNumber: phone },
        child,
      );
    }

    this.registerOutputs({ analyzerArn: this.analyzerArn });
  }
}
