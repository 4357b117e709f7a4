import { mustBe, oncePerPlace } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const opensearchTls = resourceRule({
  id: "opensearch-tls",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  what: "A search domain answers by HTTPS alone, and its nodes speak TLS among each other.",
  why: "Without it queries and documents travel in plaintext, to clients as between nodes.",
  remedy:
    'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } and nodeToNodeEncryption.enabled: true.',
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["Opensearch.3", "Opensearch.8"],
    checkov: ["CKV_AWS_83", "CKV_AWS_228", "CKV_AWS_6"],
  },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html",
  evaluate: ({ props }) =>
    oncePerPlace([
      ...mustBe(props, "domainEndpointOptions.tlsSecurityPolicy", ["Policy-Min-TLS-1-2-PFS-2023-10"]),
      // The provider's default is true once there is a block.
      ...mustBe(props, "domainEndpointOptions.enforceHttps", [true], "passes"),
      ...mustBe(props, "nodeToNodeEncryption.enabled", [true]),
    ]),
});
