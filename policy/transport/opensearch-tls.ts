import { mustBe } from "../check.ts";
import { isEmpty, read } from "../property.ts";
import { fail, resourceRule } from "../rule.ts";

const options = "domainEndpointOptions";

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
  evaluate: ({ props }) => {
    const block = read(props, options);
    return [
      ...(isEmpty(block)
        ? [fail(block, "absent", "there, with enforceHttps and tlsSecurityPolicy")]
        : [
            // The provider's default is true once there is a block.
            ...mustBe(props, `${options}.enforceHttps`, [true], "passes"),
            ...mustBe(props, `${options}.tlsSecurityPolicy`, ["Policy-Min-TLS-1-2-PFS-2023-10"]),
          ]),
      ...mustBe(props, "nodeToNodeEncryption.enabled", [true]),
    ];
  },
});
