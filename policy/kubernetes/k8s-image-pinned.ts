import { met } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { read, textOf } from "../property.ts";
import { type Finding, type Resource, resourceRule } from "../rule.ts";
import { containersOf, within, workloadAndPatchTypes } from "./pod-spec.ts";

/** Charts that the provider installs or renders itself. The third, helm.sh/v3:Chart, is a component without inputs to judge. */
const charts = ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"];

export const k8sImagePinned = resourceRule({
  id: "k8s-image-pinned",
  types: [...workloadAndPatchTypes, ...charts],
  what: "Images and charts come at one named version, and images from registries that we trust.",
  why: "A tag that moves, or a range, puts code into the cluster that nobody has seen, at a moment nobody chose.",
  remedy:
    "Name a tag other than latest, or a digest, of an image in an allowed registry; name the exact version of a chart, as ChartRelease does.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_14", "CKV_K8S_43"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/image-security.html",
  settings: {
    registries: {
      what: "Registries that images may come from; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*.dkr.ecr.*.amazonaws.com", "*.dkr.ecr.*.amazonaws.com.cn", "public.ecr.aws", "registry.k8s.io"],
    },
  },
  evaluate: (resource, { registries }) =>
    charts.includes(resource.type) ? chartVersion(resource) : images(resource, registries),
});

function images(workload: Resource, registries: readonly string[]): readonly Finding[] {
  const isTrusted = (image: string): boolean =>
    registries.some((registry) => matchesPattern(registry, registryOf(image)));
  return containersOf(workload).flatMap((container) =>
    met(within(container, "image"), {
      wanted: `at a tag other than latest, or a digest, of a registry like ${registries.join(", ")}`,
      meets: (image) => typeof image === "string" && isPinned(image) && isTrusted(image),
      whenAbsent: "passes",
    }),
  );
}

function isPinned(image: string): boolean {
  if (image.includes("@")) return /@sha256:[0-9a-f]{64}$/.test(image);
  const [, tag] = /:([^/:@]+)$/.exec(image) ?? [];
  return tag !== undefined && tag !== "latest";
}

/** What stands before the first slash, if it can be a host; else the image is Docker Hub's. */
function registryOf(image: string): string {
  const [first = "", ...rest] = image.split("/");
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : "docker.io";
}

/** A chart in a folder has its version in the folder. */
function chartVersion({ props }: Resource): readonly Finding[] {
  const chart = read(props, "chart");
  if (/^[./]/.test(textOf(chart))) return [];
  return met(read(props, "version"), {
    wanted: "one version, for example 1.2.3",
    meets: (value) => typeof value === "string" && /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(value),
  });
}
