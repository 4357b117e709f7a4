import { cloudfrontOriginTls } from "../../../policy/transport/cloudfront-origin-tls.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
const origin = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };
const policy = "origins.0.customOriginConfig.originProtocolPolicy";
const protocols = "origins.0.customOriginConfig.originSslProtocols";

export const table: RuleTable = {
  rule: cloudfrontOriginTls,
  compliant: {
    "aws:cloudfront/distribution:Distribution": {
      origins: [{ originId: "api", domainName: "api.example.com", customOriginConfig: origin }],
    },
    [multitenant]: { origins: [{ id: "api", domainName: "api.example.com", customOriginConfigs: [origin] }] },
  },
  rows: [
    { kind: "compliant", title: "HTTPS with TLS 1.2", findings: [] },
    { kind: "compliant", title: "of many tenants", type: multitenant, findings: [] },
    {
      kind: "absent",
      title: "a bucket, which has no such block",
      change: { "origins.0.customOriginConfig": removed },
      findings: [],
    },
    { kind: "absent", title: "no protocols", change: { [protocols]: removed }, findings: [] },
    ...valueRows(policy, { bad: ["http-only", "match-viewer"] }),
    ...valueRows("origins.0.customOriginConfigs.0.originProtocolPolicy", { type: multitenant, bad: ["http-only"] }),
    {
      kind: "violation",
      title: "TLS 1.1 beside 1.2",
      change: { [protocols]: ["TLSv1.1", "TLSv1.2"] },
      findings: ["fail origins[0].customOriginConfig.originSslProtocols[0]"],
    },
    {
      kind: "violation",
      title: "TLS 1.0 and SSL",
      change: { [protocols]: ["SSLv3", "TLSv1"] },
      findings: [
        "fail origins[0].customOriginConfig.originSslProtocols[0]",
        "fail origins[0].customOriginConfig.originSslProtocols[1]",
      ],
    },
    {
      kind: "violation",
      title: "TLS 1.0, of many tenants",
      type: multitenant,
      change: { "origins.0.customOriginConfigs.0.originSslProtocols": ["TLSv1"] },
      findings: ["fail origins[0].customOriginConfigs[0].originSslProtocols[0]"],
    },
    {
      kind: "unknown",
      title: "a protocol not known yet",
      change: { [protocols]: [notKnownYet] },
      findings: ["undecided origins[0].customOriginConfig.originSslProtocols[0]"],
    },
    {
      kind: "wrong type",
      title: "protocols that are text",
      change: { [protocols]: "TLSv1.2" },
      findings: ["fail origins[0].customOriginConfig.originSslProtocols"],
    },
  ],
};
