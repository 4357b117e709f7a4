import * as https from "node:https";
import { type AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { type ClusterAccess, type KubernetesObject } from "../../../cli/drain/kubernetes-api.ts";

/** What a controller does when the object at a path is deleted: how many lists later the object is gone, and what goes with it. */
export interface Behaviour {
  /** Lists of its kind until it is gone; `never` when its controller is not there. */
  readonly goneAfter?: number | "never";
  /** Paths of objects that go with it. */
  readonly takes?: readonly string[];
}

/** A server of the Kubernetes API that knows lists and deletes, over TLS. */
export interface FakeCluster {
  readonly access: ClusterAccess;
  /** Paths that were deleted, in order. */
  readonly deleted: readonly string[];
  /** Paths of the objects that are left. */
  readonly left: () => readonly string[];
  close(): Promise<void>;
}

export const token = "k8s-aws-v1.test";

/** Lists by path with their objects, and behaviours by an object's path. */
export async function fakeCluster(
  lists: Readonly<Record<string, readonly KubernetesObject[]>>,
  behaviours: Readonly<Record<string, Behaviour>> = {},
): Promise<FakeCluster> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const gone = new Set<string>();
  const remaining = new Map<string, number | "never">();
  const deleted: string[] = [];
  const objectsOf = (list: string): readonly KubernetesObject[] =>
    (lists[list] ?? []).filter(({ metadata }) => !gone.has(pathOf(list, metadata)));
  const take = (path: string): void => {
    gone.add(path);
    (behaviours[path]?.takes ?? []).forEach(take);
  };
  const tick = (list: string): void => {
    for (const { metadata } of objectsOf(list)) {
      const path = pathOf(list, metadata);
      const wait = remaining.get(path);
      if (wait === 0) {
        take(path);
      } else if (typeof wait === "number") {
        remaining.set(path, wait - 1);
      }
    }
  };
  const server = https.createServer({ key, cert }, (request, response) => {
    const path = request.url ?? "";
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) {
      answer(401, { message: "Unauthorized" });
    } else if (request.method === "DELETE") {
      deleted.push(path);
      const { goneAfter = 0 } = behaviours[path] ?? {};
      if (goneAfter === 0) {
        take(path);
      } else {
        remaining.set(path, goneAfter);
      }
      answer(200, {});
    } else {
      tick(path);
      const known = path in lists || path.includes("/namespaces/");
      answer(known ? 200 : 404, { items: known ? objectsIn(path) : [] });
    }
  });
  /** A list of one namespace is the list of all, filtered. */
  const objectsIn = (path: string): readonly KubernetesObject[] => {
    const inNamespace = /^(?<group>.*)\/namespaces\/(?<namespace>[^/]+)\/(?<resource>[^/]+)$/.exec(path)?.groups;
    return inNamespace === undefined
      ? objectsOf(path)
      : objectsOf(`${inNamespace.group ?? ""}/${inNamespace.resource ?? ""}`).filter(
          ({ metadata }) => metadata.namespace === inNamespace.namespace,
        );
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's
  return {
    access: {
      clusterName: "test-platform",
      region: "eu-central-1",
      endpoint: `https://127.0.0.1:${port}`,
      certificateAuthority: Buffer.from(cert).toString("base64"),
    },
    deleted,
    left: () => Object.keys(lists).flatMap((list) => objectsOf(list).map(({ metadata }) => pathOf(list, metadata))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Path of an object, from the path of its list. */
function pathOf(list: string, { name, namespace }: KubernetesObject["metadata"]): string {
  const at = list.lastIndexOf("/");
  return namespace === undefined
    ? `${list}/${name}`
    : `${list.slice(0, at)}/namespaces/${namespace}${list.slice(at)}/${name}`;
}
