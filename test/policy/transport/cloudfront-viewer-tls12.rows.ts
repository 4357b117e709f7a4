import { cloudfrontViewerTls12 } from "../../../policy/transport/cloudfront-viewer-tls12.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
const version = "viewerCertificate.minimumProtocolVersion";
const standard = "viewerCertificate.cloudfrontDefaultCertificate";
const compliant = {
  viewerCertificate: {
    acmCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/one",
    cloudfrontDefaultCertificate: false,
    minimumProtocolVersion: "TLSv1.2_2021",
    sslSupportMethod: "sni-only",
  },
};

export const table: RuleTable = {
  rule: cloudfrontViewerTls12,
  compliant: { "aws:cloudfront/distribution:Distribution": compliant, [multitenant]: compliant },
  rows: [
    { kind: "compliant", title: "TLS 1.2 with a certificate", findings: [] },
    { kind: "compliant", title: "TLS 1.3", change: { [version]: "TLSv1.3_2025" }, findings: [] },
    ...valueRows(version, { bad: ["TLSv1", "TLSv1.1_2016", "TLSv1.2_2019"] }),
    ...valueRows(standard, { bad: [true], absent: "passes" }),
    ...valueRows(version, { type: multitenant, bad: ["TLSv1"] }),
    ...valueRows(standard, { type: multitenant, bad: [true], absent: "passes" }),
    {
      kind: "absent",
      title: "no certificate",
      change: { viewerCertificate: removed },
      findings: ["fail viewerCertificate"],
    },
    {
      kind: "unknown",
      title: "a certificate not known yet",
      change: { viewerCertificate: notKnownYet },
      findings: ["undecided viewerCertificate"],
    },
  ],
};
