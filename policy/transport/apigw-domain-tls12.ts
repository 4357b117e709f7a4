import { type Demand, must } from "../check.ts";
import { resourceRule } from "../rule.ts";

/** The names of the enhanced policies say which version they begin with. */
const demand: Demand = {
  wanted: "TLS_1_2 or one of SecurityPolicy_TLS12_* and SecurityPolicy_TLS13_*",
  meets: (policy) => typeof policy === "string" && /^(TLS_1_2$|SecurityPolicy_TLS1[23]_)/.test(policy),
};

export const apigwDomainTls12 = resourceRule({
  id: "apigw-domain-tls12",
  types: ["aws:apigateway/domainName:DomainName", "aws:apigatewayv2/domainName:DomainName"],
  what: "A custom domain of API Gateway takes TLS 1.2 at least.",
  why: "TLS 1.0, the default of the API for edge-optimized domains, lets weak ciphers be negotiated.",
  remedy: 'Set securityPolicy: "TLS_1_2" (domainNameConfiguration.securityPolicy in apigatewayv2).',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_206"] },
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  evaluate: ({ type, props }) =>
    must(
      props,
      type === "aws:apigateway/domainName:DomainName" ? "securityPolicy" : "domainNameConfiguration.securityPolicy",
      demand,
    ),
});
