import { met } from "../check.ts";
import { containersOf, listWithin, workloadAndPatchTypes } from "../kubernetes/pod-spec.ts";
import { matchesPattern } from "../pattern.ts";
import { elements, isObject, parsed, property, read, type Reading } from "../property.ts";
import { type Resource, resourceRule } from "../rule.ts";

const lambda = "aws:lambda/function:Function";
const task = "aws:ecs/taskDefinition:TaskDefinition";

export const noPlaintextEndpointEnv = resourceRule({
  id: "no-plaintext-endpoint-env",
  types: [lambda, task, ...workloadAndPatchTypes],
  what: "No environment variable sends a workload somewhere in plaintext.",
  why: "What listens with TLS may listen without it too; which of both is used is decided by the address.",
  remedy:
    "Give an https:// URL, and brokers with port 9098 (IAM), 9096 (SCRAM) or 9094 (certificates) in place of 9092.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html",
  settings: {
    hosts: {
      what: "Patterns of hosts that may be reached in plaintext.",
      schema: { type: "array", items: { type: "string" } },
      // What does not leave the machine: itself, and the link-local addresses that AWS offers credentials at.
      default: ["localhost", "127.*", "[::1]", "169.254.*"],
    },
  },
  evaluate: (resource, { hosts }) =>
    valuesOf(resource).flatMap((value) =>
      met(value, {
        wanted: "an address with TLS",
        meets: (text) => typeof text !== "string" || plaintextHosts(text).every((host) => isAny(host, hosts)),
        whenAbsent: "passes",
      }),
    ),
});

/** Values of all variables; of a list or map that is not known, or is none, the thing itself. */
function valuesOf(resource: Resource): readonly Reading[] {
  switch (resource.type) {
    case lambda:
      return variables(read(resource.props, "environment.variables"));
    case task:
      return elements(parsed(read(resource.props, "containerDefinitions"))).flatMap(namedValues("environment"));
    default:
      return containersOf(resource).flatMap(namedValues("env"));
  }
}

function namedValues(list: string): (container: Reading) => readonly Reading[] {
  return (container) => listWithin(container, list).map((variable) => property(variable, "value"));
}

function variables(map: Reading): readonly Reading[] {
  if (map.state !== "known" || map.misshapen || !isObject(map.value)) return [map];
  return Object.keys(map.value)
    .filter((name) => !/\s/.test(name)) // Lambda takes none
    .map((name) => property(map, name));
}

/** Hosts that a text, or an element of a list in it, would have reached in plaintext. */
function plaintextHosts(text: string): readonly string[] {
  return text.split(/[\s,]+/).flatMap((part) => {
    const url = URL.canParse(part) ? new URL(part) : undefined;
    if (url?.protocol === "http:") return [url.hostname];
    // Kafka's plaintext port, and its names for listeners without TLS.
    const broker = /^(?:(?:SASL_)?PLAINTEXT:\/\/)?([^/]+):9092$|^(?:SASL_)?PLAINTEXT:\/\/([^/]+?)(?::\d+)?$/i.exec(
      part,
    );
    const host = broker?.[1] ?? broker?.[2];
    return host === undefined ? [] : [host];
  });
}

function isAny(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, host.toLowerCase()));
}
