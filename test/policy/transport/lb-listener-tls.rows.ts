import { lbListenerTls } from "../../../policy/transport/lb-listener-tls.ts";
import { notKnownYet, removed, type Other, type RuleTable } from "../table.ts";

const alb = "aws:alb/listener:Listener";
const rules = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];
const redirect = "defaultActions.0.redirect.protocol";
/** Listeners with TLS may redirect too; those without must. */
const redirecting = {
  port: 443,
  protocol: "HTTPS",
  defaultActions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
};

/** A load balancer that the row's listener belongs to. */
function loadBalancer(props: object, type = "aws:lb/loadBalancer:LoadBalancer"): readonly Other[] {
  return [{ name: "front", type, props: { ...props } }];
}

const dependsOn = { loadBalancerArn: "front" };

export const table: RuleTable = {
  rule: lbListenerTls,
  compliant: {
    "aws:lb/listener:Listener": redirecting,
    [alb]: redirecting,
    ...Object.fromEntries(rules.map((type) => [type, { actions: redirecting.defaultActions }])),
  },
  rows: [
    ...rules.map(
      (type) =>
        ({
          kind: "violation",
          title: `a rule that forwards, of a listener without TLS, ${type}`,
          type,
          change: { "actions.0": { type: "forward", redirect: { protocol: "HTTPS" } } },
          others: [{ name: "listener", type: alb, props: { protocol: "HTTP" } }],
          dependsOn: { listenerArn: "listener" },
          findings: ["fail actions[0].type"],
        }) as const,
    ),
    {
      kind: "violation",
      title: "a rule that forwards, of a listener without TLS that it names",
      type: rules[0],
      change: { "actions.0": { type: "forward" }, listenerArn: "arn:aws:elasticloadbalancing:::listener/plain" },
      others: [{ type: alb, props: { arn: "arn:aws:elasticloadbalancing:::listener/plain", protocol: "HTTP" } }],
      findings: ["fail actions[0].type"],
    },
    {
      kind: "compliant",
      title: "a rule that forwards, of a listener with TLS",
      type: rules[0],
      change: { "actions.0": { type: "forward" } },
      others: [{ name: "listener", type: alb, props: { protocol: "HTTPS" } }],
      dependsOn: { listenerArn: "listener" },
      findings: [],
    },
    { kind: "compliant", title: "HTTP that redirects", change: { protocol: "HTTP" }, findings: [] },
    { kind: "compliant", title: "HTTPS", change: { defaultActions: [] }, findings: [] },
    { kind: "compliant", title: "TLS", change: { protocol: "TLS", defaultActions: [] }, findings: [] },
    { kind: "compliant", title: "QUIC, which has TLS in it", change: { protocol: "QUIC" }, findings: [] },
    { kind: "compliant", title: "GENEVE, between a gateway and AWS", change: { protocol: "GENEVE" }, findings: [] },
    {
      kind: "violation",
      title: "HTTP that forwards",
      change: {
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:::targetgroup/x" }],
      },
      findings: ["fail defaultActions[0].type"],
    },
    {
      kind: "violation",
      title: "HTTP that redirects to HTTP",
      change: { protocol: "HTTP", [redirect]: "HTTP" },
      findings: ["fail defaultActions[0].redirect.protocol"],
      says: 'defaultActions[0].redirect.protocol is "HTTP"; must be HTTPS',
    },
    {
      kind: "violation",
      title: "HTTP that forwards, other token",
      type: alb,
      change: { protocol: "HTTP", [redirect]: "#{protocol}" },
      findings: ["fail defaultActions[0].redirect.protocol"],
    },
    {
      kind: "absent",
      title: "a redirect that keeps the protocol, the provider's default",
      change: { protocol: "HTTP", [redirect]: removed },
      findings: ["fail defaultActions[0].redirect.protocol"],
    },
    {
      kind: "absent",
      title: "no actions",
      change: { protocol: "HTTP", defaultActions: removed },
      findings: ["fail defaultActions"],
    },
    {
      kind: "absent",
      title: "no protocol, which is HTTP",
      change: { protocol: removed, [redirect]: "HTTP" },
      findings: ["fail defaultActions[0].redirect.protocol"],
    },
    {
      kind: "absent",
      title: "no protocol, behind a gateway",
      change: { protocol: removed, [redirect]: "HTTP" },
      others: loadBalancer({ loadBalancerType: "gateway" }),
      dependsOn,
      findings: [],
    },
    {
      kind: "violation",
      title: "TCP from the internet",
      change: { protocol: "TCP" },
      others: loadBalancer({ loadBalancerType: "network", internal: false }),
      dependsOn,
      findings: ["fail protocol"],
      says: 'protocol is "TCP"; must be TLS, for its load balancer faces the internet.',
    },
    {
      kind: "violation",
      title: "UDP from the internet, which is the default, other token",
      change: { protocol: "UDP", loadBalancerArn: "arn:aws:elasticloadbalancing:::loadbalancer/net/by-arn" },
      others: loadBalancer(
        { arn: "arn:aws:elasticloadbalancing:::loadbalancer/net/by-arn" },
        "aws:alb/loadBalancer:LoadBalancer",
      ),
      findings: ["fail protocol"],
    },
    {
      kind: "violation",
      title: "TCP beside QUIC from the internet, known by id",
      change: { protocol: "TCP_QUIC", loadBalancerArn: "arn:aws:elasticloadbalancing:::loadbalancer/net/by-id" },
      others: loadBalancer({ id: "arn:aws:elasticloadbalancing:::loadbalancer/net/by-id" }),
      findings: ["fail protocol"],
    },
    {
      kind: "compliant",
      title: "TCP inside",
      change: { protocol: "TCP" },
      others: loadBalancer({ loadBalancerType: "network", internal: true }),
      dependsOn,
      findings: [],
    },
    {
      kind: "violation",
      title: "TCP behind a load balancer of another stack",
      change: { protocol: "TCP" },
      findings: ["advice protocol"],
    },
    {
      kind: "unknown",
      title: "TCP where it is not known yet whether it faces the internet",
      change: { protocol: "TCP" },
      others: [
        {
          name: "front",
          type: "aws:lb/loadBalancer:LoadBalancer",
          props: { internal: notKnownYet },
          dependsOn: { internal: "judged" },
        },
      ],
      dependsOn,
      findings: ["undecided protocol"],
    },
    {
      kind: "unknown",
      title: "TCP behind a load balancer that says nothing, at preview",
      change: { protocol: "TCP" },
      others: loadBalancer({ internal: notKnownYet }),
      dependsOn,
      findings: ["fail protocol"],
    },
    {
      kind: "unknown",
      title: "a protocol not known yet",
      change: { protocol: notKnownYet },
      others: loadBalancer({}),
      dependsOn: { protocol: "front" },
      findings: ["undecided protocol"],
    },
    {
      kind: "unknown",
      title: "a protocol that the provider will choose, which is HTTP",
      change: { protocol: notKnownYet, [redirect]: "HTTP" },
      findings: ["fail defaultActions[0].redirect.protocol"],
    },
    {
      kind: "unknown",
      title: "a redirect not known yet",
      change: { protocol: "HTTP", [redirect]: notKnownYet },
      findings: ["undecided defaultActions[0].redirect.protocol"],
    },
    {
      kind: "wrong type",
      title: "a protocol that is a number, from the internet",
      change: { protocol: 443 },
      others: loadBalancer({}),
      dependsOn,
      findings: ["fail protocol"],
    },
  ],
};
