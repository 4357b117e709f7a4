import { k8sIngressTls } from "../../../policy/kubernetes/k8s-ingress-tls.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [ingress, ...older] = k8sIngressTls.types;
const alb = "alb.ingress.kubernetes.io";
const arn = "arn:aws:acm:eu-central-1:111111111111:certificate/one";
const both = '[{"HTTP": 80}, {"HTTPS": 443}]';
const annotated = (annotations: Readonly<Record<string, unknown>>): object => ({
  "metadata.annotations": Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`${alb}/${name}`, value]),
  ),
});
const compliant = { metadata: { name: "app", namespace: "events" }, spec: { tls: [{ hosts: ["app.example.com"] }] } };
const path = (name: string): string => `metadata.annotations.${alb}/${name}`;

export const table: RuleTable = {
  rule: k8sIngressTls,
  compliant: Object.fromEntries([ingress, ...older].map((type) => [type, compliant])),
  rows: [
    { kind: "compliant", title: "hosts with TLS", findings: [] },
    {
      kind: "compliant",
      title: "the ALB's certificate, internal",
      change: { "spec.tls": removed, ...annotated({ "certificate-arn": arn, scheme: "internal" }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "plain HTTP that is redirected",
      change: { ...annotated({ "certificate-arn": arn, "listen-ports": both, "ssl-redirect": "443" }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "HTTPS by name",
      change: { ...annotated({ "certificate-arn": arn, "listen-ports": '[{"HTTPS": 443}]' }) },
      findings: [],
    },
    {
      kind: "violation",
      title: "plain HTTP beside HTTPS",
      change: { ...annotated({ "certificate-arn": arn, "listen-ports": both }) },
      findings: [`fail ${path("ssl-redirect")}`],
    },
    {
      kind: "violation",
      title: "facing the internet",
      change: { ...annotated({ scheme: "internet-facing" }) },
      findings: [`fail ${path("scheme")}`],
    },
    {
      kind: "compliant",
      title: "facing the internet where configuration says so",
      change: { ...annotated({ scheme: "internet-facing" }) },
      settings: { internetFacing: true },
      findings: [],
    },
    {
      kind: "violation",
      title: "hosts with TLS on an ALB that listens on plain HTTP",
      change: { "spec.ingressClassName": "alb" },
      findings: [`fail metadata.annotations`],
    },
    {
      kind: "compliant",
      title: "hosts with TLS on an ALB that listens on HTTPS",
      change: { "spec.ingressClassName": "alb", ...annotated({ "listen-ports": '[{"HTTPS": 443}]' }) },
      findings: [],
    },
    { kind: "violation", title: "no hosts with TLS", change: { "spec.tls": [] }, findings: ["fail spec.tls"] },
    ...older.map(
      (type) =>
        ({
          kind: "violation",
          title: `no hosts with TLS, ${type}`,
          type,
          change: { "spec.tls": [] },
          findings: ["fail spec.tls"],
        }) as const,
    ),
    {
      kind: "violation",
      title: "a certificate without an address",
      change: { "spec.tls": removed, ...annotated({ "certificate-arn": "" }) },
      findings: ["fail spec.tls"],
    },
    {
      kind: "absent",
      title: "neither TLS nor a certificate",
      change: { "spec.tls": removed },
      findings: ["fail spec.tls"],
    },
    { kind: "unknown", title: "TLS not known yet", change: { "spec.tls": notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a certificate not known yet",
      change: { "spec.tls": removed, ...annotated({ "certificate-arn": notKnownYet }) },
      findings: [],
    },
    {
      kind: "unknown",
      title: "ports and scheme not known yet",
      change: { ...annotated({ "listen-ports": notKnownYet, scheme: notKnownYet }) },
      findings: [`undecided ${path("ssl-redirect")}`, `undecided ${path("scheme")}`],
    },
    {
      kind: "wrong type",
      title: "TLS that is text, and a scheme that is a list",
      change: { "spec.tls": "yes", ...annotated({ scheme: ["internal"] }) },
      findings: ["fail spec.tls", `fail ${path("scheme")}`],
    },
  ],
};
