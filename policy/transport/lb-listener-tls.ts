import { met } from "../check.ts";
import { isEmpty, property, type Properties, read, readEachOrAbsent, shown, type Reading } from "../property.ts";
import { advice, fail, type Finding, stackRule, type StackResource, undecided } from "../rule.ts";
import { given, linkedFrom } from "../stack-links.ts";

const listeners = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"] as const;
const listenerRules = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"] as const;

export const lbListenerTls = stackRule({
  id: "lb-listener-tls",
  types: [...listeners, ...listenerRules],
  what: "A listener uses TLS; one for HTTP redirects to HTTPS and does nothing else.",
  why: "Requests, tokens and telemetry cross the internet in plaintext, for everybody on the path to read.",
  remedy:
    'Set protocol: "HTTPS" with certificateArn ("TLS" on a Network Load Balancer), and on port 80 defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }].',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.1", "ELB.18"], checkov: ["CKV_AWS_2", "CKV2_AWS_20"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  evaluate: (listener, stack) => {
    const { props } = listener;
    if (listenerRules.some((type) => type === listener.type)) return ofRule(listener, stack);
    const protocol = given(listener, "protocol");
    if (protocol.state === "unknown") return [undecided(protocol, "a protocol with TLS")];
    // Application Load Balancers take an absent protocol for HTTP; those of Gateway Load Balancers have none.
    if (isEmpty(protocol)) return behind(listener, stack).some(isGateway) ? [] : redirects(props);
    switch (protocol.state === "known" ? protocol.value : undefined) {
      case "HTTP":
        return redirects(props);
      case "HTTPS":
      case "TLS":
      case "QUIC":
      case "GENEVE":
        return [];
      default:
        return transported(listener, stack);
    }
  },
});

/** Every default action sends the client to HTTPS. The provider's default is the protocol of the request. */
function redirects(props: Properties, list: `${string}[]` = "defaultActions[]"): readonly Finding[] {
  return readEachOrAbsent(props, list).flatMap((action) =>
    met(isOther(action) ? property(action, "type") : property(property(action, "redirect"), "protocol"), {
      wanted: "HTTPS, for a listener without TLS does nothing but redirect to it",
      meets: (value) => value === "HTTPS",
    }),
  );
}

/** TCP and UDP carry what clients put into them, which is good enough inside a network only. */
function transported(listener: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const protocol = read(listener.props, "protocol");
  const found = protocol.state === "known" ? shown(protocol.value) : "";
  const loadBalancers = behind(listener, stack);
  if (loadBalancers.length === 0) return advice([fail(protocol, found, "TLS, unless the load balancer is internal")]);
  return loadBalancers.flatMap((loadBalancer) => {
    const internal = given(loadBalancer, "internal");
    if (internal.state === "known" && internal.value === true) return [];
    const wanted = "TLS, for its load balancer faces the internet";
    return internal.state === "unknown" ? [undecided(protocol, wanted)] : [fail(protocol, found, wanted)];
  });
}

function behind(listener: StackResource, stack: readonly StackResource[]): readonly StackResource[] {
  return linkedFrom(listener, stack, {
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    property: "loadBalancerArn",
    names: ["arn", "id"],
  });
}

function isGateway({ props }: StackResource): boolean {
  const kind = read(props, "loadBalancerType");
  return kind.state === "known" && kind.value === "gateway";
}

/** A redirect block says nothing where the action is another one. */
function isOther(action: Reading): boolean {
  const type = property(action, "type");
  return action.state === "known" && type.state === "known" && type.value !== "redirect";
}

/** A rule of a listener without TLS goes before the listener's redirect. */
function ofRule(rule: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const clear = linkedFrom(rule, stack, { types: listeners, property: "listenerArn", names: ["arn", "id"] }).some(
    (one) => {
      const protocol = given(one, "protocol");
      return isEmpty(protocol) || (protocol.state === "known" && protocol.value === "HTTP");
    },
  );
  return clear ? redirects(rule.props, "actions[]") : [];
}
