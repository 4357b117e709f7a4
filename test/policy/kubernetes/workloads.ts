import { podSpec } from "../../../policy/kubernetes/pod-spec.ts";
import { type Properties } from "../../../policy/property.ts";
import { type Row } from "../table.ts";

/** A pod spec that keeps every rule of the theme. */
const compliantPod = {
  serviceAccountName: "collector",
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
  containers: [
    {
      name: "collector",
      image: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/collector:1.4.2",
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      },
      env: [{ name: "TOPIC", value: "iot.telemetry" }],
      ports: [{ containerPort: 8443 }],
      resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "512Mi" } },
      readinessProbe: { httpGet: { path: "/ready", port: 8443 } },
      livenessProbe: { httpGet: { path: "/live", port: 8443 } },
    },
  ],
};

const template = { spec: {} };
const everywhere = { template, spec: { template, jobTemplate: { spec: { template } } } };

/** Where a type has its pod spec, for paths of changes. */
function specOf(type: string): string {
  return podSpec({ type, props: everywhere }).path;
}

/** Properties of every type, with the compliant pod spec where the type has it. */
export function compliantWorkloads(types: readonly string[]): Readonly<Record<string, Properties>> {
  return Object.fromEntries(
    types.map((type) => {
      const outer = { metadata: { name: "collector", namespace: "events" } };
      const steps = specOf(type).split(".");
      const inner = steps.reduceRight<object>((within, step) => ({ [step]: within }), structuredClone(compliantPod));
      return [type, { ...outer, ...inner }];
    }),
  );
}

/** Rows whose paths begin with `$`, the pod spec: all of them for the first type, the first violation for every other. */
export function podRows(types: readonly string[], rows: readonly Row[]): readonly Row[] {
  const [first = "", ...others] = types;
  const violation = rows.find(({ kind, settings }) => kind === "violation" && settings === undefined);
  return [
    ...rows.map((row) => inType(row, row.type ?? first)),
    ...(violation
      ? others.map((type) => inType({ ...violation, title: `${violation.title}, ${type}`, says: undefined }, type))
      : []),
  ];
}

function inType(row: Row, type: string): Row {
  const place = specOf(type);
  const change = Object.entries(row.change ?? {}).map(([path, value]) => [path.replace("$", place), value] as const);
  return {
    ...row,
    type,
    change: Object.fromEntries(change),
    findings: row.findings.map((finding) => finding.replace("$", place)),
  };
}
