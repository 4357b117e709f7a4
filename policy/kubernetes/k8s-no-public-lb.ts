import { has } from "../check.ts";
import { isWorld } from "../network/traffic.ts";
import { elements, property, type Properties, type Reading, read } from "../property.ts";
import { fail, resourceRule, undecided } from "../rule.ts";

const annotations = "service.beta.kubernetes.io";
const wanted = "internal by annotation, or open to named source ranges alone";

export const k8sNoPublicLb = resourceRule({
  id: "k8s-no-public-lb",
  types: ["kubernetes:core/v1:Service"],
  what: "A service's load balancer is internal, or open to named networks alone.",
  why: "Where nothing is said, the cloud provider in the cluster makes a load balancer that the whole internet reaches.",
  remedy:
    "Set the annotation service.beta.kubernetes.io/aws-load-balancer-scheme: internal, or spec.loadBalancerSourceRanges.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html",
  evaluate: ({ props }) => {
    const type = read(props, "spec.type");
    const isLoadBalancer = has(props, "spec.type", ["LoadBalancer"]);
    if (isLoadBalancer === false && !(type.state === "known" && typeof type.value !== "string")) return [];
    const closed = [internal(props), limited(props)];
    if (closed.includes(true)) return [];
    if (closed.includes("unknown") || isLoadBalancer === "unknown") return [undecided(type, wanted)];
    return [fail(openRanges(props) ?? type, "open to everybody", wanted)];
  },
});

function annotation(props: Properties, name: string): Reading {
  return property(read(props, "metadata.annotations"), `${annotations}/${name}`);
}

function internal(props: Properties): boolean | "unknown" {
  const scheme = annotation(props, "aws-load-balancer-scheme");
  const older = annotation(props, "aws-load-balancer-internal");
  const says = (reading: Reading, value: string): boolean => reading.state === "known" && reading.value === value;
  if (says(scheme, "internal") || (scheme.state === "absent" && says(older, "true"))) return true;
  return scheme.state === "unknown" || older.state === "unknown" ? "unknown" : false;
}

/** Ranges by property, else by annotation, which is the older form. */
function limited(props: Properties): boolean | "unknown" {
  const own = rangesOf(props);
  if (own.some(({ state }) => state === "unknown")) return "unknown";
  return own.length > 0 && own.every(isNarrow);
}

function rangesOf(props: Properties): readonly Reading[] {
  const list = read(props, "spec.loadBalancerSourceRanges");
  if (list.state !== "absent") return elements(list);
  const older = annotation(props, "load-balancer-source-ranges");
  return older.state === "absent" ? [] : [older];
}

function isNarrow(range: Reading): boolean {
  if (range.state !== "known" || range.misshapen || typeof range.value !== "string") return false;
  return range.value !== "" && !range.value.split(",").some((one) => isWorld(one.trim()));
}

/** The first range that is open, where there are ranges. */
function openRanges(props: Properties): Reading | undefined {
  return rangesOf(props).find((range) => !isNarrow(range));
}
