import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const portReference = z.union([z.int(), z.string()]);

const probe = z.looseObject({
  httpGet: z
    .looseObject({
      path: z.string().default("/"),
      port: portReference,
      scheme: z.enum(["HTTP", "HTTPS"]).default("HTTP"),
    })
    .optional(),
});

const reference = z.looseObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() });

const variable = z.strictObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .strictObject({
      configMapKeyRef: reference.optional(),
      secretKeyRef: reference.optional(),
      fieldRef: z.looseObject({ fieldPath: z.string() }).optional(),
    })
    .optional(),
});

const items = z.array(z.looseObject({ key: z.string(), path: z.string() })).optional();

const volume = z.strictObject({
  name: z.string(),
  configMap: z.looseObject({ name: z.string(), items, optional: z.boolean().optional() }).optional(),
  secret: z.looseObject({ secretName: z.string(), items, optional: z.boolean().optional() }).optional(),
  emptyDir: z.looseObject({}).optional(),
});

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.undefined({ error: "an image is run by its own entry point" }).optional(),
  args: z.array(z.string()).default([]),
  env: z.array(variable).default([]),
  envFrom: z.undefined({ error: "name each variable in env" }).optional(),
  ports: z.array(z.looseObject({ name: z.string().optional(), containerPort: z.int() })).default([]),
  volumeMounts: z
    .array(
      z.looseObject({
        name: z.string(),
        mountPath: z.string().startsWith("/"),
        subPath: z.undefined({ error: "a volume is mounted whole" }).optional(),
      }),
    )
    .default([]),
  readinessProbe: probe.optional(),
});

const deployment = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default("default") }),
  spec: z.looseObject({
    replicas: z.int().default(1),
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()).default({}) }).default({ labels: {} }),
      spec: z.looseObject({
        containers: z.tuple([container], { error: "one container a pod" }),
        initContainers: z.array(z.unknown()).max(0, "none is run").optional(),
        serviceAccountName: z.string().default("default"),
        terminationGracePeriodSeconds: z.int().default(30),
        volumes: z.array(volume).default([]),
      }),
    }),
  }),
});

export type EnvironmentVariable = z.infer<typeof variable>;

/** Where a mounted directory's files come from; `items` names the keys that become files and their paths, absent: all. */
export interface VolumeSource {
  readonly kind: "ConfigMap" | "Secret" | "empty";
  readonly name: string;
  readonly items?: readonly { readonly key: string; readonly path: string }[];
  readonly optional: boolean;
}

/** One mounted directory. */
export interface Mount {
  /** As the process sees it: absolute. */
  readonly mountPath: string;
  readonly volume: string;
  readonly source: VolumeSource;
}

/** What of a Deployment's manifest this machine runs. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  /** Labels of its pods, by which a Service finds them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly EnvironmentVariable[];
  readonly ports: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly mounts: readonly Mount[];
  readonly readiness?: { readonly path: string; readonly containerPort: number; readonly scheme: "HTTP" | "HTTPS" };
  readonly graceSeconds: number;
}

/**
 * Reads a Deployment's manifest.
 *
 * @throws Error naming each part that a process on this machine would not have as a pod has it.
 */
export function readDeployment(manifest: unknown): Workload {
  const parsed = deployment.safeParse(manifest);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`the one-machine cloud cannot run this manifest: ${problems.join("; ")}.`);
  }
  const { metadata, spec } = parsed.data;
  const pod = spec.template.spec;
  const [only] = pod.containers;
  const { httpGet } = only.readinessProbe ?? {};
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    replicas: spec.replicas,
    labels: spec.template.metadata.labels,
    serviceAccount: pod.serviceAccountName,
    image: only.image,
    args: only.args,
    env: only.env,
    ports: only.ports.map(({ name, containerPort }) => ({ name, containerPort })),
    mounts: only.volumeMounts.map(({ name, mountPath }) => ({
      mountPath: path.posix.normalize(mountPath),
      volume: name,
      source: sourceOf(name, pod.volumes),
    })),
    ...(httpGet !== undefined && {
      readiness: { path: httpGet.path, scheme: httpGet.scheme, containerPort: portOf(httpGet.port, only.ports) },
    }),
    graceSeconds: pod.terminationGracePeriodSeconds,
  };
}

function sourceOf(name: string, volumes: readonly z.infer<typeof volume>[]): VolumeSource {
  const found = volumes.find((candidate) => candidate.name === name);
  if (found?.configMap !== undefined) {
    const { configMap } = found;
    return { kind: "ConfigMap", name: configMap.name, items: configMap.items, optional: configMap.optional ?? false };
  }
  if (found?.secret !== undefined) {
    const { secret } = found;
    return { kind: "Secret", name: secret.secretName, items: secret.items, optional: secret.optional ?? false };
  }
  if (found?.emptyDir !== undefined) return { kind: "empty", name, optional: false };
  throw new Error(`the volume ${name} is of no kind that the one-machine cloud mounts: configMap, secret, emptyDir.`);
}

/**
 * The number of a port that is given by name or number.
 *
 * @throws Error when the container has no port of this name.
 */
export function portOf(
  port: number | string,
  ports: readonly { readonly name?: string; readonly containerPort: number }[],
): number {
  if (typeof port === "number") return port;
  const found = ports.find(({ name }) => name === port)?.containerPort;
  if (found !== undefined) return found;
  throw new Error(`the container has no port named ${port}; it has ${ports.map(({ name }) => name).join(", ")}.`);
}

/** A program of this repository that an image is made of. */
export interface Program {
  readonly name: string;
  readonly mainFile: string;
}

/**
 * The program in an image, by the last part of its repository's name: `…/dev-collector:1` and `…/collector@sha256:…` are
 * `<folder>/collector/main.ts`. `undefined`: an image that is not made here.
 */
export function programOf(image: unknown, folder: string): Program | undefined {
  if (typeof image !== "string") return undefined;
  const repository = image.split("@")[0]?.split("/").at(-1)?.split(":")[0] ?? "";
  // Repositories in a registry carry the environment before the program's name.
  const withoutEnvironment = repository.slice(repository.indexOf("-") + 1);
  return [repository, withoutEnvironment]
    .filter((name) => /^[a-z0-9-]+$/.test(name))
    .map((name) => ({ name, mainFile: path.join(folder, name, "main.ts") }))
    .find(({ mainFile }) => fs.existsSync(mainFile));
}
