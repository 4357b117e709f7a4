import { met } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { read } from "../property.ts";
import { advice, type Finding, type Resource, resourceRule } from "../rule.ts";

const version = { type: "string", pattern: "^\\d+\\.\\d+$" } as const;

export const supportedVersions = resourceRule({
  id: "supported-versions",
  types: ["aws:lambda/function:Function", "aws:eks/cluster:Cluster", "aws:glue/job:Job"],
  what: "Functions, clusters and jobs run versions that AWS still mends.",
  why: "A deprecated runtime gets no security patches and one day no updates of ours; extended support of EKS costs six times as much.",
  remedy: "Set runtime, version or glueVersion to a supported one, and test before the old one ends.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Lambda.2", "EKS.2", "Glue.4"], checkov: ["CKV_AWS_363", "CKV_AWS_339"] },
  url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  settings: {
    deprecatedRuntimes: {
      what: "Runtimes of Lambda that are deprecated; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      // By the table of AWS's page, November 2026.
      default: [
        "nodejs",
        "nodejs4.3*",
        "nodejs6.10",
        "nodejs8.10",
        "nodejs1?.x",
        "nodejs20.x",
        "python2.7",
        "python3.6",
        "python3.7",
        "python3.8",
        "python3.9",
        "python3.10",
        "ruby2.?",
        "ruby3.2",
        "java8",
        "go1.x",
        "dotnetcore*",
        "dotnet5.0",
        "dotnet6",
        "dotnet7",
        "dotnet8",
        "provided",
        "provided.al2",
      ],
    },
    leastKubernetes: {
      what: "Oldest version of Kubernetes in standard support.",
      schema: version,
      // 1.33 left it on 29 July 2026; 1.34 leaves it on 2 December 2026.
      default: "1.34",
    },
    leastGlue: { what: "Oldest version of Glue that is good enough.", schema: version, default: "4.0" },
  },
  evaluate: ({ type, props }, { deprecatedRuntimes, leastKubernetes, leastGlue }) => {
    switch (type) {
      case "aws:eks/cluster:Cluster":
        return advice(atLeast(props, "version", leastKubernetes));
      case "aws:glue/job:Job":
        return advice(atLeast(props, "glueVersion", leastGlue));
      default:
        return supportedRuntime(props, deprecatedRuntimes);
    }
  },
});

/** A function from an image has no runtime to name, and an empty one in its state. */
function supportedRuntime(props: Resource["props"], deprecated: readonly string[]): readonly Finding[] {
  return met(read(props, "runtime"), {
    wanted: "a runtime that is not deprecated",
    meets: (value) => typeof value === "string" && !deprecated.some((pattern) => matchesPattern(pattern, value)),
    whenAbsent: "passes",
  });
}

/** What is not said is AWS's choice: the newest of EKS, an old one of Glue. */
function atLeast(props: Resource["props"], path: string, least: string): readonly Finding[] {
  return met(read(props, path), {
    wanted: `${least} or newer`,
    meets: (value) => typeof value === "string" && isAtLeast(value, least),
    whenAbsent: path === "version" ? "passes" : "fails",
  });
}

function isAtLeast(value: string, least: string): boolean {
  const [major = 0, minor = 0] = value.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
