import { has, must } from "../check.ts";
import { resourceRule, undecided } from "../rule.ts";

/** Policies whose lowest version is TLS 1.2 or 1.3. `TLS13-1-0` and `TLS13-1-1` name the highest version first. */
const modern = /^ELBSecurityPolicy-TLS13-1-[23]-/;

export const lbTlsPolicy = resourceRule({
  id: "lb-tls-policy",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  what: "A listener that ends TLS takes TLS 1.2 at least.",
  why: "Without a policy it gets ELBSecurityPolicy-2016-08 of the provider, which speaks TLS 1.0.",
  remedy:
    'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" or another of the families TLS13-1-2 and TLS13-1-3.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.17"], checkov: ["CKV_AWS_103", "CKV2_AWS_74"] },
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  evaluate: ({ props }) => {
    const wanted = "one of ELBSecurityPolicy-TLS13-1-2-* or ELBSecurityPolicy-TLS13-1-3-*";
    const endsTls = has(props, "protocol", ["HTTPS", "TLS"]);
    if (endsTls === false) return [];
    const findings = must(props, "sslPolicy", {
      wanted,
      meets: (policy) => typeof policy === "string" && modern.test(policy),
    });
    return endsTls === true || findings.length === 0 ? findings : [undecided({ path: "protocol" }, wanted)];
  },
});
