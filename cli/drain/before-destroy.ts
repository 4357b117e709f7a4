import { readPublished } from "../engine/published.ts";
import { type Target } from "../engine/target.ts";
import { type Progress } from "../report/progress.ts";
import { type Step } from "../steps.ts";
import { drainCluster } from "./drain.ts";
import { connect, type KubernetesApi, type ClusterAccess } from "./kubernetes-api.ts";

/** What a run that destroys has at hand. */
export interface DestroyContext {
  readonly target: Target;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const pollMs = 5_000;

/**
 * Before the controllers in the cluster are deleted, takes away what they made in AWS: nobody else would. Other steps have
 * nothing to drain.
 *
 * Not a hook of a resource, which the language host that is built where no Pulumi is installed does not know.
 *
 * @param reach opens the API of a cluster
 * @throws {Error} when something is left at the end of the time; then the step is not destroyed.
 */
export async function drainBeforeDestroy(
  { target, progress, signal }: DestroyContext,
  step: Step,
  reach: (access: ClusterAccess) => KubernetesApi = connect,
): Promise<void> {
  if (step !== "cluster-services") {
    return;
  }
  const [services, cluster] = [await readPublished(target, step), await readPublished(target, "cluster")];
  if (services === undefined || cluster === undefined) {
    return;
  }
  const { clusterName, clusterArn, endpoint, certificateAuthority } = cluster;
  const say = (line: string): void => {
    progress.say(`  ${step} drain    ${line}`);
  };
  if (!isCertificate(certificateAuthority)) {
    say(`${clusterName} is only recorded: there is nothing to drain`);
    return;
  }
  const [, , , region = ""] = clusterArn.split(":");
  await drainCluster(reach({ clusterName, region, endpoint, certificateAuthority }), {
    timeoutMs: services.drainTimeoutMinutes * 60_000,
    pollMs,
    signal,
    say,
  });
}

/** A cluster that is only recorded says in the certificate's place that there is none. */
function isCertificate(base64: string): boolean {
  return Buffer.from(base64, "base64").toString().includes("-----BEGIN CERTIFICATE-----");
}
