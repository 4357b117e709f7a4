import * as fs from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { type LocalCloud } from "../../local/client.ts";
import { type ingestionContract, type Plain } from "../../contracts/stacks/index.ts";
import { authority } from "../../local/runtime/kafka/certificates.ts";
import { type StateDirectory, stateDirectory } from "../../local/runtime/state-directory.ts";
import { toolchain } from "../../local/toolchain/index.ts";
import { readPublished } from "../engine/published.ts";
import { type Target } from "../engine/target.ts";
import { readEnvironmentFile } from "../environment-file.ts";
import { DeviceCertificates } from "../local-operator/device-certificates.ts";
import { duration, type Progress, progressTo } from "../report/progress.ts";
import { table } from "../report/table.ts";
import { type CollectorAccess } from "../smoke/collector-client.ts";
import { type SmokeInput, type SmokeResult, smoke } from "../smoke/smoke.ts";
import { UsageError } from "../steps.ts";
import { interruptible } from "./interrupt.ts";
import { openTargetForChanges } from "./open-target.ts";

/** `platform smoke`: the checks of a running environment, on real input. */
export function smokeCommand(): Command {
  return new Command("smoke")
    .description(
      "Sends real events as devices do, follows them to the tables and counts them, and checks encryption, access and transport; lists what needs AWS.",
    )
    .argument("<environment>", "local, dev, test or prod")
    .action(async (environment: string, options: { json?: boolean }) => {
      const progress = progressTo(process.stderr);
      const { target, cloud } = await openTargetForChanges(environment, progress);
      progress.say(target.headline);
      const results = await interruptible(progress, (signal) => runSmoke({ target, cloud, progress, signal })).finally(
        () => target.close(),
      );
      process.stdout.write(
        options.json === true ? `${JSON.stringify(results, null, 2)}\n` : `${describeSmoke(results).join("\n")}\n`,
      );
      process.exitCode = results.some(({ status }) => status === "failed") ? 1 : 0;
    });
}

/** Container port of the collector's health, readiness and metrics. */
const internalPort = 9443;

export interface SmokeRun {
  readonly target: Target;
  readonly cloud?: LocalCloud;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Runs the smoke tests of a deployed environment.
 *
 * @throws {UsageError} naming the phases that are not deployed.
 */
export async function runSmoke({ target, cloud, progress, signal }: SmokeRun): Promise<readonly SmokeResult[]> {
  const tools = await toolchain(["java", "spark", "dataset"], (line) => {
    progress.say(line);
  });
  const [foundation, streaming, lake, ingestion] = await Promise.all([
    readPublished(target, "foundation"),
    readPublished(target, "streaming"),
    readPublished(target, "lake"),
    readPublished(target, "ingestion"),
  ]);
  if (foundation === undefined || streaming === undefined || lake === undefined || ingestion === undefined) {
    throw new UsageError(
      `${target.environment} is not deployed whole; the smoke tests need foundation, streaming, lake and ingestion. Run: npx platform up ${target.environment}`,
    );
  }
  const { java, spark, dataset } = tools;
  if (java === undefined || spark === undefined || dataset === undefined) {
    throw new Error("The toolchain returned without a part that was asked for; see local/toolchain.");
  }
  const state = stateDirectory();
  const collector = cloud && (await collectorOf(cloud, ingestion, state));
  fs.mkdirSync(state.logs, { recursive: true });
  const input: SmokeInput = {
    region: readEnvironmentFile(target.environment).platform.region,
    foundation,
    streaming,
    lake,
    ...(collector !== undefined && { collector }),
    caFile: cloud === undefined ? undefined : (await cloud.kafka(streaming.clusterName)).caFile,
    emulatorEndpoint: cloud?.emulatorEndpoint,
    spark: { ...spark, java },
    datasetDirectory: dataset.directory,
    checkpointDirectory: path.join(state.root, "checkpoints"),
    logDirectory: state.logs,
    signal,
  };
  return smoke(input, (line) => {
    progress.say(`  ${line}`);
  });
}

/** The collector that runs on this machine; `undefined`: it does not. */
async function collectorOf(
  cloud: LocalCloud,
  { endpoint, workload }: Plain<typeof ingestionContract>,
  state: StateDirectory,
): Promise<CollectorAccess | undefined> {
  const { workloads } = await cloud.status();
  const running = workloads.find(({ namespace, name }) => namespace === workload.namespace && name === workload.name);
  const internal = running?.ports.find(({ containerPort }) => containerPort === internalPort)?.port;
  if (internal === undefined) return undefined;
  return {
    endpoint,
    internalEndpoint: `https://127.0.0.1:${internal}`,
    caFile: (await authority(state.tls)).caFile,
    devices: await DeviceCertificates.open(state.devices),
  };
}

/** A row per check; what only AWS has comes last. */
export function describeSmoke(results: readonly SmokeResult[]): readonly string[] {
  const count = (wanted: SmokeResult["status"]): number => results.filter(({ status }) => status === wanted).length;
  return [
    ...table([
      ["check", "result", "time", "detail"],
      ...results.map(({ name, status, seconds, detail }) => [
        name,
        status,
        status === "needs AWS" ? "" : duration(seconds),
        detail,
      ]),
    ]),
    ...results.flatMap(({ lines = [] }) => (lines.length === 0 ? [] : ["", ...lines])),
    "",
    `Smoke: ${count("passed")} passed, ${count("failed")} failed, ${count("needs AWS")} need AWS`,
  ];
}
