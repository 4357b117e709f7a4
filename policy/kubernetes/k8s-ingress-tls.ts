import { oneOf, setOrFail } from "../check.ts";
import { type Properties, property, read, type Reading, textOf } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const alb = "alb.ingress.kubernetes.io";

export const k8sIngressTls = resourceRule({
  id: "k8s-ingress-tls",
  types: [
    "kubernetes:networking.k8s.io/v1:Ingress",
    "kubernetes:networking.k8s.io/v1beta1:Ingress",
    "kubernetes:extensions/v1beta1:Ingress",
  ],
  what: "An ingress serves TLS alone, and the internet only where that is configured.",
  why: "An ALB that an ingress makes listens on plain HTTP where no certificate is named, and no rule over load balancers sees it.",
  remedy:
    "Set spec.tls or the annotation alb.ingress.kubernetes.io/certificate-arn, ssl-redirect where listen-ports has HTTP, and scheme: internal.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.1"] },
  url: "https://docs.aws.amazon.com/eks/latest/userguide/alb-ingress.html",
  settings: {
    internetFacing: {
      what: "Whether ingresses may face the internet.",
      schema: { type: "boolean" },
      default: false,
    },
  },
  evaluate: ({ props }, { internetFacing }) => [
    ...certificate(props),
    ...redirect(props),
    ...listensOnHttps(props),
    ...oneOf(annotation(props, "scheme"), internetFacing ? ["internal", "internet-facing"] : ["internal"], "passes"),
  ],
});

function annotation(props: Properties, name: string): Reading {
  return property(read(props, "metadata.annotations"), `${alb}/${name}`);
}

/** The controller finds certificates for the hosts of spec.tls itself. */
function certificate(props: Properties): readonly Finding[] {
  const tls = read(props, "spec.tls");
  if (tls.state === "unknown") return [];
  if (tls.state === "known" && !tls.misshapen && Array.isArray(tls.value) && tls.value.length > 0) return [];
  const arn = annotation(props, "certificate-arn");
  if (arn.state === "unknown" || (arn.state === "known" && setOrFail(arn, "").length === 0)) return [];
  return [fail(tls, "without TLS", "a list of hosts with TLS, or the ALB's certificate named by annotation")];
}

/**
 * Hosts of spec.tls alone do not make the controller of AWS listen on HTTPS: without its own list of ports or a certificate
 * by annotation it listens on port 80.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#listen-ports
 */
function listensOnHttps(props: Properties): readonly Finding[] {
  const older = property(read(props, "metadata.annotations"), "kubernetes.io/ingress.class");
  const isAlb = [read(props, "spec.ingressClassName"), older].some((name) => textOf(name) === "alb");
  const ports = annotation(props, "listen-ports");
  const isCertified = annotation(props, "certificate-arn").state !== "absent" || certificate(props).length > 0;
  if (!isAlb || isCertified || ports.state === "unknown" || textOf(ports).includes('"HTTPS"')) return [];
  return [fail(ports, "without HTTPS", 'a list with {"HTTPS": 443}, or the certificate named by annotation')];
}

/** With a certificate and no list of ports, the controller listens on HTTPS alone. */
function redirect(props: Properties): readonly Finding[] {
  const ports = annotation(props, "listen-ports");
  const to = annotation(props, "ssl-redirect");
  // Annotations that are not known, or none at all, are the certificate's affair.
  if (ports.state === "absent" || ports.path === to.path) return [];
  const wanted = "the port that plain HTTP is redirected to";
  if (ports.state === "unknown") return to.state === "absent" ? [undecided(to, wanted)] : [];
  return textOf(ports).includes('"HTTP"') ? setOrFail(to, wanted) : [];
}
