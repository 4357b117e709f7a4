import { mustBe, oncePerPlace } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const cloudfrontViewerTls12 = resourceRule({
  id: "cloudfront-viewer-tls12",
  types: ["aws:cloudfront/distribution:Distribution", "aws:cloudfront/multitenantDistribution:MultitenantDistribution"],
  what: "A distribution has a certificate of ours and takes TLS 1.2 at least.",
  why: "With CloudFront's own certificate the lowest version is TLS 1.0, whatever minimumProtocolVersion says.",
  remedy:
    'Set viewerCertificate.acmCertificateArn, sslSupportMethod: "sni-only" and minimumProtocolVersion: "TLSv1.2_2021".',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.7"], checkov: ["CKV_AWS_174", "CKV2_AWS_42"], cdkNag: ["CFR4"] },
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
  evaluate: ({ props }) =>
    oncePerPlace([
      ...mustBe(props, "viewerCertificate.minimumProtocolVersion", ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"]),
      ...mustBe(props, "viewerCertificate.cloudfrontDefaultCertificate", [false], "passes"),
    ]),
});
