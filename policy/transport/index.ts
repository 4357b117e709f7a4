import { type Rule } from "../rule.ts";
import { apigwDomainTls12 } from "./apigw-domain-tls12.ts";
import { classicElbForbidden } from "./classic-elb-forbidden.ts";
import { cloudfrontHttpsOnly } from "./cloudfront-https-only.ts";
import { cloudfrontOriginTls } from "./cloudfront-origin-tls.ts";
import { cloudfrontViewerTls12 } from "./cloudfront-viewer-tls12.ts";
import { collectorMtls } from "./collector-mtls.ts";
import { ecsEfsTls } from "./ecs-efs-tls.ts";
import { elasticacheTls } from "./elasticache-tls.ts";
import { emrInTransit } from "./emr-in-transit.ts";
import { glueConnectionSsl } from "./glue-connection-ssl.ts";
import { lbListenerTls } from "./lb-listener-tls.ts";
import { lbTargetTls } from "./lb-target-tls.ts";
import { lbTlsPolicy } from "./lb-tls-policy.ts";
import { mskAuthenticated } from "./msk-authenticated.ts";
import { mskConnectTls } from "./msk-connect-tls.ts";
import { mskTlsClient } from "./msk-tls-client.ts";
import { mskTlsInCluster } from "./msk-tls-in-cluster.ts";
import { noPlaintextEndpointEnv } from "./no-plaintext-endpoint-env.ts";
import { opensearchTls } from "./opensearch-tls.ts";
import { rdsForceSsl } from "./rds-force-ssl.ts";
import { redshiftRequireSsl } from "./redshift-require-ssl.ts";
import { s3BucketHasPolicy } from "./s3-bucket-has-policy.ts";
import { s3DenyInsecureTransport } from "./s3-deny-insecure-transport.ts";
import { snsDenyInsecureTransport } from "./sns-deny-insecure-transport.ts";
import { snsSubscriptionHttps } from "./sns-subscription-https.ts";
import { sqsDenyInsecureTransport } from "./sqs-deny-insecure-transport.ts";

/** Data in transit is encrypted, and both ends know each other. */
export const transport: readonly Rule[] = [
  apigwDomainTls12,
  classicElbForbidden,
  cloudfrontHttpsOnly,
  cloudfrontOriginTls,
  cloudfrontViewerTls12,
  collectorMtls,
  ecsEfsTls,
  elasticacheTls,
  emrInTransit,
  glueConnectionSsl,
  lbListenerTls,
  lbTargetTls,
  lbTlsPolicy,
  mskAuthenticated,
  mskConnectTls,
  mskTlsClient,
  mskTlsInCluster,
  noPlaintextEndpointEnv,
  opensearchTls,
  rdsForceSsl,
  redshiftRequireSsl,
  s3BucketHasPolicy,
  s3DenyInsecureTransport,
  snsDenyInsecureTransport,
  snsSubscriptionHttps,
  sqsDenyInsecureTransport,
];
