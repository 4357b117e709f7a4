import * as pulumi from "@pulumi/pulumi";
import { type CollectorSettingsFile, type CollectorTuning } from "../../contracts/events/collector-settings.ts";
import { type Place } from "../naming.ts";
import { certificateFiles, certificatesFolder, collectorPorts } from "./collector-names.ts";

/** How devices say who they are. */
export type DeviceAuthentication =
  | { readonly by: "mtls" }
  | { readonly by: "jwt"; readonly issuer: string; readonly audience: string; readonly jwksUrl: string };

/** Where a collector is and what it may tune, for its settings. */
export interface CollectorSurroundings {
  readonly place: Place;
  readonly tlsAt: "load-balancer" | "collector";
  readonly authentication: DeviceAuthentication;
  readonly kafka: {
    readonly bootstrapBrokers: pulumi.Input<string>;
    readonly authentication: "iam" | "scram";
    /** SCRAM secrets by principal: secret ARN. */
    readonly credentials: Readonly<Record<string, pulumi.Input<string>>>;
  };
  readonly buckets: { readonly pii: string; readonly quarantine: string };
  /** Key of both buckets. */
  readonly piiKeyArn: pulumi.Input<string>;
  readonly tokenKeyArn: pulumi.Input<string>;
  readonly tuning: CollectorTuning;
}

type File = pulumi.Unwrap<CollectorSettingsFile>;

/** The file that a collector reads: everything it is told, and no secret. */
export function collectorFile(around: CollectorSurroundings): pulumi.Output<File> {
  const { place, kafka, buckets, tuning } = around;
  const { kafka: pace, ...rest } = tuning;
  return pulumi
    .all([kafka.bootstrapBrokers, kafka.credentials.collector ?? "", around.piiKeyArn, around.tokenKeyArn])
    .apply(([bootstrapBrokers, secretArn, kmsKeyArn, tokenKeyArn]): File => ({
      ...rest,
      environment: place.environment,
      port: collectorPorts.events,
      internalPort: collectorPorts.internal,
      ...(around.tlsAt === "collector" ? { certificate: ownCertificate } : {}),
      authentication: authenticationOf(around),
      kafka: {
        ...pace,
        bootstrapBrokers,
        authentication:
          kafka.authentication === "iam" ? { by: "iam", region: place.region } : { by: "scram", secretArn },
      },
      personalData: { tokenKeyArn, bucket: buckets.pii, kmsKeyArn },
      quarantine: { bucket: buckets.quarantine, kmsKeyArn },
    }));
}

const fileOf = (name: string): string => `${certificatesFolder}/${name}`;
const ownCertificate = {
  certificateFile: fileOf(certificateFiles.certificate),
  keyFile: fileOf(certificateFiles.key),
};

function authenticationOf({ tlsAt, authentication }: CollectorSurroundings): File["authentication"] {
  if (authentication.by === "jwt") {
    const { by, issuer, audience, jwksUrl } = authentication;
    return { by, issuer, audience, jwksUrl };
  }
  return tlsAt === "load-balancer"
    ? { by: "mtls", at: "load-balancer" }
    : {
        by: "mtls",
        at: "collector",
        authoritiesFile: fileOf(certificateFiles.authorities),
        revocationListFile: fileOf(certificateFiles.revocationList),
      };
}
