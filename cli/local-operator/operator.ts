import { type LocalCloud } from "../../local/client.ts";
import { authority } from "../../local/runtime/kafka/certificates.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { stateDirectory } from "../../local/runtime/state-directory.ts";
import { readEnvironmentFile } from "../environment-file.ts";
import { type Target } from "../engine/target.ts";
import { type Progress } from "../report/progress.ts";
import { type Step } from "../steps.ts";
import { applyDeclaredAcls } from "./broker-acls.ts";
import { fillCollectorSecret } from "./collector-secret.ts";
import { DeviceCertificates } from "./device-certificates.ts";

interface Surroundings {
  readonly target: Target;
  readonly progress: Progress;
  /** Absent where people operate the environment. */
  readonly cloud?: LocalCloud;
}

/**
 * Brings a step up as on the one-machine cloud, where nobody does what runbooks leave to an operator: the brokers get their
 * ACLs when streaming is up, before anyone writes; the collector's secret gets its certificates while ingestion comes up.
 */
export async function besideOperator<Result extends { readonly succeeded: boolean }>(
  { target, progress, cloud }: Surroundings,
  step: Step,
  work: () => Promise<Result>,
): Promise<Result> {
  if (cloud === undefined) return work();
  if (step === "streaming") {
    const result = await work();
    if (result.succeeded) await applyDeclaredAcls(target, cloud, progress);
    return result;
  }
  return step === "ingestion" ? besideCertificates(cloud, target, progress, work) : work();
}

async function besideCertificates<Result>(
  cloud: LocalCloud,
  target: Target,
  progress: Progress,
  work: () => Promise<Result>,
): Promise<Result> {
  const ended = new AbortController();
  const [result, filled] = await Promise.allSettled([
    work().finally(() => {
      ended.abort();
    }),
    provideCertificates(cloud, target, ended.signal).then((put) => {
      if (put === true) progress.say("  ingestion      certificates of collector and devices: issued for this machine");
    }),
  ]);
  if (result.status === "rejected") throw result.reason;
  if (filled.status === "rejected") throw filled.reason;
  return result.value;
}

async function provideCertificates(
  cloud: LocalCloud,
  { environment }: Target,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const state = stateDirectory();
  const { region } = readEnvironmentFile(environment).platform;
  return fillCollectorSecret({
    secretsManager: emulatorClients(cloud.emulatorEndpoint).secretsManager(region),
    secretId: `${environment}-kubernetes/collector-tls`,
    machine: (await authority(state.tls)).ca,
    devices: await DeviceCertificates.open(state.devices),
    signal,
  });
}
