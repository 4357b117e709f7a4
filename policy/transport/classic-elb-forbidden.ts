import { oneOf } from "../check.ts";
import { property, readEach } from "../property.ts";
import { advice, fail, resourceRule } from "../rule.ts";

const classic = "aws:elb/loadBalancer:LoadBalancer";

export const classicElbForbidden = resourceRule({
  id: "classic-elb-forbidden",
  types: [classic],
  what: "There are no Classic Load Balancers, and least of all ones that listen without TLS.",
  why: "They know neither TLS 1.3, nor redirects to HTTPS, nor a web ACL, and AWS develops them no further.",
  remedy: 'Use an aws.lb.LoadBalancer; until then set listeners[].lbProtocol to "https" or "ssl".',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.3"], checkov: ["CKV_AWS_376"], cdkNag: ["ELB1", "ELB5"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-3",
  evaluate: ({ props }) => [
    ...advice([fail({ path: classic }, "there", "an Application or Network Load Balancer")]),
    ...readEach(props, "listeners[]").flatMap((listener) => oneOf(property(listener, "lbProtocol"), tls)),
  ],
});

/** AWS takes both spellings. */
const tls = ["https", "ssl", "HTTPS", "SSL"];
