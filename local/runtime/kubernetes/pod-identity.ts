import { randomBytes } from "node:crypto";
import * as http from "node:http";
import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { KubernetesObjects } from "./objects.ts";

/** Whose credentials are asked for. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly podName: string;
  readonly region: string;
}

/**
 * The EKS Pod Identity agent of this machine: a pod that shows its token gets credentials of the role that is associated
 * with its service account, with the session tags that EKS sets and the role's trust policy asks for.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export class PodIdentityAgent {
  readonly #objects: KubernetesObjects;
  readonly #sts: (region: string) => STSClient;
  readonly #pods = new Map<string, PodIdentity>();

  constructor(objects: KubernetesObjects, sts: (region: string) => STSClient) {
    this.#objects = objects;
    this.#sts = sts;
  }

  /** Lets a pod ask, and returns the token it shows. */
  admit(pod: PodIdentity): string {
    const token = randomBytes(32).toString("hex");
    this.#pods.set(token, pod);
    return token;
  }

  /** Whoever shows this token gets nothing any more. */
  dismiss(token: string): void {
    this.#pods.delete(token);
  }

  /** Answers `GET /v1/credentials`. Not listening yet. */
  server(): http.Server {
    return http.createServer((request, response) => {
      const reply = (status: number, body: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      this.#answer(request).then(
        ({ status, body }) => {
          reply(status, body);
        },
        (error: unknown) => {
          reply(500, { message: error instanceof Error ? error.message : String(error) });
        },
      );
    });
  }

  async #answer(request: http.IncomingMessage): Promise<{ status: number; body: unknown }> {
    const pod = this.#pods.get(request.headers.authorization ?? "");
    if (pod === undefined) return { status: 401, body: { message: "The token is of no pod on this machine." } };
    if (request.url !== "/v1/credentials") return { status: 404, body: { message: "Ask for /v1/credentials." } };
    const association = this.#objects.get({
      kind: "PodIdentityAssociation",
      namespace: pod.namespace,
      name: pod.serviceAccount,
    })?.manifest;
    if (association === undefined) {
      const message = `No role is associated with the service account ${pod.namespace}/${pod.serviceAccount}.`;
      return { status: 404, body: { message } };
    }
    return { status: 200, body: await this.#assume(pod, association) };
  }

  async #assume(pod: PodIdentity, association: Readonly<Record<string, unknown>>): Promise<unknown> {
    const roleArn = String(association.roleArn);
    const clusterName = String(association.clusterName);
    const [, partition = "aws", , , accountId = ""] = roleArn.split(":");
    const tags = {
      "eks-cluster-arn": `arn:${partition}:eks:${pod.region}:${accountId}:cluster/${clusterName}`,
      "eks-cluster-name": clusterName,
      "kubernetes-namespace": pod.namespace,
      "kubernetes-service-account": pod.serviceAccount,
      "kubernetes-pod-name": pod.podName,
    };
    const { Credentials } = await this.#sts(pod.region).send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: `eks-${clusterName}-${pod.podName}`.slice(0, 64),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    return {
      AccessKeyId: Credentials?.AccessKeyId,
      SecretAccessKey: Credentials?.SecretAccessKey,
      Token: Credentials?.SessionToken,
      Expiration: Credentials?.Expiration?.toISOString(),
      AccountId: accountId,
    };
  }
}
