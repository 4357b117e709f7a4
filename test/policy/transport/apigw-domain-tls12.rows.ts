import { apigwDomainTls12 } from "../../../policy/transport/apigw-domain-tls12.ts";
import { valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const v2 = "aws:apigatewayv2/domainName:DomainName";

export const table: RuleTable = {
  rule: apigwDomainTls12,
  compliant: {
    "aws:apigateway/domainName:DomainName": { domainName: "api.example.com", securityPolicy: "TLS_1_2" },
    [v2]: {
      domainName: "api.example.com",
      domainNameConfiguration: { endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    },
  },
  rows: [
    { kind: "compliant", title: "TLS 1.2", findings: [] },
    {
      kind: "compliant",
      title: "an enhanced policy with TLS 1.3",
      change: { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" },
      findings: [],
    },
    ...valueRows("securityPolicy", { bad: ["TLS_1_0", "TLS_1_2_OR_SO"] }),
    { kind: "compliant", title: "TLS 1.2 in front of an HTTP API", type: v2, findings: [] },
    ...valueRows("domainNameConfiguration.securityPolicy", { type: v2, bad: ["TLS_1_0"] }),
    {
      kind: "absent",
      title: "no configuration in front of an HTTP API",
      type: v2,
      change: { domainNameConfiguration: removed },
      findings: ["fail domainNameConfiguration"],
    },
  ],
};
