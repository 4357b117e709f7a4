import { isObject, type Reading, shown } from "../property.ts";
import { fail, type Finding, resourceRule } from "../rule.ts";
import { eachOnce, effectiveOf, runningContainersOf, within, workloadTypes } from "./pod-spec.ts";

const quantities = ["requests.cpu", "requests.memory", "limits.memory"];
const probes = ["readinessProbe", "livenessProbe"];

/** Pods that end by themselves: nobody sends them requests, and their end is what says how they are. */
const ending = /:(Job|CronJob)$/;

export const k8sResourcesAndProbes = resourceRule({
  id: "k8s-resources-and-probes",
  types: workloadTypes,
  what: "A container says what it needs, how much memory it may have, and how one sees that it is ready and alive.",
  why: "Without requests the scheduler overloads nodes and no autoscaler can reckon; without probes broken pods get traffic.",
  remedy:
    "Set resources.requests (cpu, memory), resources.limits.memory, readinessProbe and livenessProbe. A CPU limit is not asked for: it only slows.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_K8S_8", "CKV_K8S_9", "CKV_K8S_10", "CKV_K8S_12", "CKV_K8S_13"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/application.html",
  evaluate: (workload) => {
    const containers = runningContainersOf(workload);
    const wanted = ending.test(workload.type) ? [] : probes;
    return [
      ...eachOnce(
        containers.flatMap((container) =>
          quantities.map((quantity) => effectiveOf(workload, container, `resources.${quantity}`)),
        ),
      ).flatMap(quantityOrFail),
      ...containers
        .filter(({ state }) => state === "known")
        .flatMap((container) => wanted.map((probe) => within(container, probe)))
        .flatMap(probeOrFail),
    ];
  },
});

/** Kubernetes takes a quantity as text or as a number. What is not known yet is set. */
function quantityOrFail(reading: Reading): readonly Finding[] {
  const wanted = "a quantity";
  if (reading.state !== "known") return reading.state === "absent" ? [fail(reading, "absent", wanted)] : [];
  const { value, misshapen } = reading;
  const set = !misshapen && (typeof value === "number" || (typeof value === "string" && value !== ""));
  return set ? [] : [fail(reading, shown(value), wanted)];
}

function probeOrFail(reading: Reading): readonly Finding[] {
  const wanted = "a probe";
  if (reading.state !== "known") return reading.state === "absent" ? [fail(reading, "absent", wanted)] : [];
  return isObject(reading.value) && !reading.misshapen ? [] : [fail(reading, shown(reading.value), wanted)];
}
