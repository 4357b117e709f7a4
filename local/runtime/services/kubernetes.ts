import { z } from "zod";
import type { Properties, ResourceContext, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import { kubernetesObject } from "../../provider/types/kubernetes.ts";
import { types as eks } from "../../provider/types/eks.ts";
import { isObject } from "../../provider/values.ts";
import { readExternalSecret, targetOf } from "../kubernetes/external-secrets.ts";
import type { LoadBalancerStatus, LocalKubernetes } from "../kubernetes/local-kubernetes.ts";
import type { Kind, ObjectName } from "../kubernetes/objects.ts";
import { handler } from "./handler.ts";

/** Kubernetes, as far as a process on this machine is its Deployment; every other object stays recorded. */
export function handlers(kubernetes: LocalKubernetes): ResourceHandlers {
  return {
    "kubernetes:apps/v1:Deployment": deploymentHandler(kubernetes),
    "kubernetes:core/v1:ConfigMap": keptHandler(kubernetes, "ConfigMap"),
    "kubernetes:core/v1:Secret": keptHandler(kubernetes, "Secret"),
    "kubernetes:core/v1:Service": serviceHandler(kubernetes),
    "kubernetes:external-secrets.io/v1:ExternalSecret": externalSecretHandler(kubernetes),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": associationHandler(kubernetes),
  };
}

const anything = z.record(z.string(), z.unknown());

/** `<namespace>/<name>`, or the name alone in the namespace `default`. */
function objectOf(kind: Kind, id: string): ObjectName {
  const [first = "", second] = id.split("/");
  return second === undefined ? { kind, namespace: "default", name: first } : { kind, namespace: first, name: second };
}

function idOf(inputs: Properties, context: ResourceContext): string {
  return kubernetesObject.id?.(inputs, context) ?? context.name;
}

/** Its name is known now, whoever chose it. */
function named(inputs: Properties, id: string): Properties {
  const { namespace, name } = objectOf("Deployment", id);
  return { ...inputs, metadata: { ...(isObject(inputs.metadata) ? inputs.metadata : {}), namespace, name } };
}

/** Objects that are kept for those that mount them. */
function keptHandler({ objects }: LocalKubernetes, kind: "ConfigMap" | "Secret"): ResourceHandler {
  const keep = (id: string, inputs: Properties, { account }: ResourceContext): void => {
    objects.put(objectOf(kind, id), { region: account.region, manifest: named(inputs, id) });
  };
  return handler({
    inputs: anything,
    gone: [],
    create(inputs, context) {
      const id = idOf(inputs, context);
      keep(id, inputs, context);
      return Promise.resolve(id);
    },
    read: (id) => Promise.resolve(objects.get(objectOf(kind, id)) === undefined ? undefined : {}),
    update(id, inputs, { context }) {
      keep(id, inputs, context);
      return Promise.resolve();
    },
    delete(id) {
      objects.remove(objectOf(kind, id));
      return Promise.resolve();
    },
  });
}

function deploymentHandler(kubernetes: LocalKubernetes): ResourceHandler {
  const deploy = async (id: string, inputs: Properties, { account }: ResourceContext): Promise<void> => {
    await kubernetes.deploy(objectOf("Deployment", id), { region: account.region, manifest: named(inputs, id) });
  };
  return {
    takes: (properties) => kubernetes.programOf(imageOf(properties)) !== undefined,
    ...handler({
      inputs: anything,
      gone: [],
      async create(inputs, context) {
        const id = idOf(inputs, context);
        await deploy(id, inputs, context);
        return id;
      },
      read(id) {
        const ready = kubernetes.isReady(objectOf("Deployment", id));
        if (ready === undefined) return Promise.resolve(undefined);
        const pods = ready ? 1 : 0;
        return Promise.resolve({ status: { replicas: 1, readyReplicas: pods, availableReplicas: pods } });
      },
      async update(id, inputs, { context }) {
        await deploy(id, inputs, context);
      },
      async delete(id) {
        await kubernetes.remove(objectOf("Deployment", id));
      },
    }),
  };
}

const deploymentImage = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ spec: z.looseObject({ containers: z.array(z.looseObject({ image: z.unknown() })) }) }),
  }),
});

function imageOf(properties: Properties): unknown {
  return deploymentImage.safeParse(properties).data?.spec.template.spec.containers[0]?.image;
}

const balancer = z.looseObject({
  metadata: z.looseObject({ namespace: z.string().default("default") }),
  spec: z.looseObject({
    type: z.literal("LoadBalancer"),
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.looseObject({ port: z.int(), targetPort: z.union([z.int(), z.string()]).optional() })),
  }),
});

/**
 * A Service of type LoadBalancer is the ports of its Deployment on this machine, which must be there first. The others have
 * no address here and are recorded.
 */
function serviceHandler(kubernetes: LocalKubernetes): ResourceHandler {
  const addressOf = (properties: Properties): LoadBalancerStatus | undefined => {
    const { data } = balancer.safeParse(properties);
    if (data === undefined) return undefined;
    const targets = data.spec.ports.map(({ port, targetPort }) => targetPort ?? port);
    return kubernetes.balancerOf(data.metadata.namespace, data.spec.selector, targets);
  };
  return {
    takes: (properties) => addressOf(properties) !== undefined,
    ...handler({
      inputs: anything,
      gone: [],
      create: (inputs, context) => Promise.resolve(idOf(inputs, context)),
      read: (_, state) => {
        const found = addressOf(state);
        return Promise.resolve({ status: { loadBalancer: { ingress: found === undefined ? [] : [found] } } });
      },
      update: () => Promise.resolve(),
      delete: () => Promise.resolve(),
    }),
  };
}

function externalSecretHandler(kubernetes: LocalKubernetes): ResourceHandler {
  const { objects } = kubernetes;
  const keep = async (id: string, inputs: Properties, { account }: ResourceContext): Promise<void> => {
    const manifest = named(inputs, id);
    readExternalSecret(manifest);
    objects.put(objectOf("ExternalSecret", id), { region: account.region, manifest });
    await kubernetes.refreshSecrets();
  };
  return handler({
    inputs: anything,
    gone: [],
    async create(inputs, context) {
      const id = idOf(inputs, context);
      await keep(id, inputs, context);
      return id;
    },
    read: (id) => Promise.resolve(objects.get(objectOf("ExternalSecret", id)) === undefined ? undefined : {}),
    async update(id, inputs, { context }) {
      await keep(id, inputs, context);
    },
    delete(id) {
      const which = objectOf("ExternalSecret", id);
      const stored = objects.get(which);
      objects.remove(which);
      // The Secret is the ExternalSecret's own and goes with it.
      if (stored !== undefined) objects.remove(targetOf(readExternalSecret(stored.manifest)));
      return Promise.resolve();
    },
  });
}

const association = z.looseObject({
  clusterName: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
});

/** Kept by what is looked up: a service account has one association. The ID is EKS's own. */
function associationHandler({ objects }: LocalKubernetes): ResourceHandler {
  const type = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
  const place = ({ namespace, serviceAccount }: z.infer<typeof association>): ObjectName => ({
    kind: "PodIdentityAssociation",
    namespace,
    name: serviceAccount,
  });
  const keep = (inputs: z.infer<typeof association>, { account }: ResourceContext): void => {
    objects.put(place(inputs), { region: account.region, manifest: inputs });
  };
  return handler({
    inputs: association,
    gone: [],
    create(inputs, context) {
      keep(inputs, context);
      return Promise.resolve(eks[type]?.id?.(inputs, context) ?? context.name);
    },
    read: (_, state) => Promise.resolve(objects.get(place(association.parse(state))) === undefined ? undefined : {}),
    update(_, inputs, { context }) {
      keep(inputs, context);
      return Promise.resolve();
    },
    delete(_, state) {
      objects.remove(place(association.parse(state)));
      return Promise.resolve();
    },
  });
}
