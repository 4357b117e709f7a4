import { opensearchTls } from "../../../policy/transport/opensearch-tls.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const elasticsearch = "aws:elasticsearch/domain:Domain";
const https = "domainEndpointOptions.enforceHttps";
const policy = "domainEndpointOptions.tlsSecurityPolicy";
const nodes = "nodeToNodeEncryption.enabled";
const compliant = {
  domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
  nodeToNodeEncryption: { enabled: true },
};

export const table: RuleTable = {
  rule: opensearchTls,
  compliant: { "aws:opensearch/domain:Domain": compliant, [elasticsearch]: compliant },
  rows: [
    { kind: "compliant", title: "HTTPS alone", findings: [] },
    ...[undefined, elasticsearch].flatMap((type) => [
      ...valueRows(https, { type, bad: [false], absent: "passes" }),
      ...valueRows(policy, { type, bad: ["Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07"] }),
      ...valueRows(nodes, { type, bad: [false] }),
    ]),
    {
      kind: "absent",
      title: "no options, where AWS takes HTTP",
      change: { domainEndpointOptions: removed },
      findings: ["fail domainEndpointOptions"],
    },
    {
      kind: "absent",
      title: "nothing about nodes",
      change: { nodeToNodeEncryption: removed },
      findings: ["fail nodeToNodeEncryption"],
    },
    {
      kind: "unknown",
      title: "options not known yet",
      change: { domainEndpointOptions: notKnownYet },
      findings: ["undecided domainEndpointOptions"],
    },
  ],
};
