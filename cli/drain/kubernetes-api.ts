import { execFile } from "node:child_process";
import * as https from "node:https";
import { promisify } from "node:util";

/** Where a cluster's API is and how one gets in. */
export interface ClusterAccess {
  readonly clusterName: string;
  readonly region: string;
  /** HTTPS endpoint of the API. */
  readonly endpoint: string;
  /** Certificate authority of the endpoint: PEM in base64. */
  readonly certificateAuthority: string;
}

/** An object of the Kubernetes API, as far as a drain looks at it. */
export interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly ownerReferences?: readonly Owner[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** What made an object and is to be deleted in its place. */
export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** The two things that a drain does with the API. */
export interface KubernetesApi {
  /** Objects at a path like `/api/v1/services`; none where the cluster has no such kind. */
  list(path: string): Promise<readonly KubernetesObject[]>;
  /** Deletes an object, dependents first; it is well when it is gone already. */
  delete(path: string): Promise<void>;
}

/** Fetches a bearer token. */
export type TokenSource = () => Promise<string>;

const run = promisify(execFile);

/** A token from the AWS CLI, as the Kubernetes provider gets it. It lives 15 minutes, so every request asks for one. */
function awsToken({ clusterName, region }: ClusterAccess): TokenSource {
  return async () => {
    const args = ["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"];
    const { stdout } = await run("aws", args);
    return (JSON.parse(stdout) as { status: { token: string } }).status.token; // ExecCredential of the Kubernetes client API
  };
}

const requestTimeoutMs = 30_000;

/** The API of one cluster, over TLS with the cluster's own certificate authority. */
export function connect(access: ClusterAccess, token: TokenSource = awsToken(access)): KubernetesApi {
  const ca = Buffer.from(access.certificateAuthority, "base64");
  const request = async (method: string, path: string, body?: object): Promise<{ status: number; text: string }> => {
    const content = body === undefined ? "" : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${await token()}`,
      "content-type": "application/json",
      // Node would send the content of a DELETE without its length, and the server would take it for another request.
      "content-length": Buffer.byteLength(content),
    };
    return new Promise((resolve, reject) => {
      const call = https.request(new URL(path, access.endpoint), { method, headers, ca, timeout: requestTimeoutMs });
      call.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      });
      call.on("timeout", () =>
        call.destroy(new Error(`${method} ${path} had no answer within ${requestTimeoutMs} ms`)),
      );
      call.on("error", reject);
      call.end(content);
    });
  };
  return {
    async list(path) {
      const { status, text } = await request("GET", path);
      if (status === 404) {
        return [];
      }
      refuseFailure(`GET ${path}`, status, text);
      return (JSON.parse(text) as { items: readonly KubernetesObject[] }).items; // every list of the Kubernetes API has items
    },
    async delete(path) {
      const { status, text } = await request("DELETE", path, {
        kind: "DeleteOptions",
        apiVersion: "v1",
        propagationPolicy: "Foreground",
      });
      if (status !== 404) {
        refuseFailure(`DELETE ${path}`, status, text);
      }
    },
  };
}

function refuseFailure(what: string, status: number, text: string): void {
  if (status < 200 || status > 299) {
    throw new Error(`${what} was answered with ${status}: ${text.slice(0, 200)}`);
  }
}
