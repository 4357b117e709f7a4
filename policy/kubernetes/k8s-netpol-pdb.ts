import { all, type Answer, any } from "../iam/judge.ts";
import { elements, isObject, property, type Properties, type Reading, read } from "../property.ts";
import { type Finding, type StackResource, stackRule, undecided } from "../rule.ts";
import { notLinked } from "../stack-links.ts";

const namespace = "kubernetes:core/v1:Namespace";
const networkPolicies: readonly [string, ...string[]] = [
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:extensions/v1beta1:NetworkPolicy",
];
const budgets: readonly [string, ...string[]] = [
  "kubernetes:policy/v1:PodDisruptionBudget",
  "kubernetes:policy/v1beta1:PodDisruptionBudget",
];

export const k8sNetpolPdb = stackRule({
  id: "k8s-netpol-pdb",
  types: [
    namespace,
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1beta1:Deployment",
    "kubernetes:apps/v1beta1:StatefulSet",
    "kubernetes:apps/v1beta2:Deployment",
    "kubernetes:apps/v1beta2:StatefulSet",
    "kubernetes:extensions/v1beta1:Deployment",
  ],
  what: "A namespace refuses traffic that no policy lets in, and a workload with replicas keeps some of them while nodes are drained.",
  why: "Pods reach each other freely where no policy selects them; and a drain of nodes may stop all replicas at once.",
  remedy:
    "Add a NetworkPolicy with an empty podSelector and no ingress, as PolicedNamespace does, and a PodDisruptionBudget whose selector is the workload's.",
  severity: "medium",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
  evaluate: (resource, stack) => (resource.type === namespace ? defaultDeny(resource, stack) : budget(resource, stack)),
});

function defaultDeny(judged: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const wanted = "there with an empty podSelector and no ingress";
  const name = read(judged.props, "metadata.name");
  const isWithin = (policy: StackResource): boolean => {
    const place = read(policy.props, "metadata.namespace");
    return place.state === "known" && name.state === "known"
      ? place.value === name.value
      : policy.propertyDependencies.metadata?.includes(judged.urn) === true;
  };
  const policies = stack.filter((one) => networkPolicies.includes(one.type) && isWithin(one));
  return linked(any(...policies.map(({ props }) => deniesAll(props))), networkPolicies[0], wanted);
}

/** For all pods, on the way in, and without a way in. A policy without types is one of the way in. */
function deniesAll(props: Properties): Answer {
  const types = read(props, "spec.policyTypes");
  const onTheWayIn = types.state === "absent" ? "yes" : any(...elements(types).map((type) => is(type, "Ingress")));
  return all(isEmpty(read(props, "spec.podSelector")), onTheWayIn, isEmpty(read(props, "spec.ingress")));
}

function budget(workload: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const replicas = read(workload.props, "spec.replicas");
  // One replica cannot be kept while its node goes; and where an autoscaler counts, the number is absent.
  if (replicas.state !== "known" || typeof replicas.value !== "number" || replicas.value < 2) return [];
  const labels = read(workload.props, "spec.template.metadata.labels");
  const covers = stack
    .filter((one) => budgets.includes(one.type))
    .map((one) => all(sameNamespace(one, workload), selects(read(one.props, "spec.selector"), labels)));
  return linked(any(...covers), budgets[0], "there with the labels of the pods");
}

function sameNamespace(one: StackResource, other: StackResource): Answer {
  const [here, there] = [read(one.props, "metadata.namespace"), read(other.props, "metadata.namespace")];
  if (here.state === "known" && there.state === "known") return here.value === there.value ? "yes" : "no";
  if (here.state === "absent" && there.state === "absent") return "yes";
  const shared = one.propertyDependencies.metadata?.some((urn) => other.propertyDependencies.metadata?.includes(urn));
  return shared === true ? "yes" : here.state === "unknown" || there.state === "unknown" ? "unknown" : "no";
}

/** Whether a selector takes in pods with some labels. Expressions are taken for fitting ones. */
function selects(selector: Reading, labels: Reading): Answer {
  if (selector.state === "unknown" || labels.state === "unknown") return "unknown";
  const wanted = property(selector, "matchLabels");
  if (wanted.state === "unknown") return "unknown";
  if (wanted.state === "absent") return selector.state === "known" && !selector.misshapen ? "yes" : "no";
  if (!isObject(wanted.value)) return "no";
  return all(
    ...Object.keys(wanted.value).map((key): Answer => {
      const [asked, given] = [property(wanted, key), property(labels, key)];
      if (asked.state === "unknown" || given.state === "unknown") return "unknown";
      return asked.state === "known" && given.state === "known" && asked.value === given.value ? "yes" : "no";
    }),
  );
}

function linked(answer: Answer, type: string, wanted: string): readonly Finding[] {
  switch (answer) {
    case "yes":
      return [];
    case "unknown":
      return [undecided({ path: type }, wanted)];
    case "no":
      return [notLinked(type, wanted)];
  }
}

function is(reading: Reading, value: unknown): Answer {
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && reading.value === value ? "yes" : "no";
}

/** Absent, or an object or list with nothing in it: `{ matchLabels: {} }` is an empty selector too. */
function isEmpty(reading: Reading): Answer {
  if (reading.state !== "known") return reading.state === "absent" ? "yes" : "unknown";
  if (reading.misshapen || !isObject(reading.value)) return "no";
  if (Array.isArray(reading.value)) return reading.value.length === 0 ? "yes" : "no";
  return all(...Object.keys(reading.value).map((key) => isEmpty(property(reading, key))));
}
