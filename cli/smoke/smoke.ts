import { callerClients, roleClients } from "./aws.ts";
import { type CollectorAccess } from "./collector-client.ts";
import { type SmokeInput, type SmokeReport, type SmokeResult } from "./input.ts";
import { checkCollector } from "./collector.ts";
import { EventRun } from "./event-run.ts";
import { checkKafkaDenied } from "./kafka.ts";
import { kafkaErrorText } from "./kafka-errors.ts";
import { checkDenied, checkEncryptedObject, checkTables } from "./lake.ts";
import { standInSession } from "./role-session.ts";
import { type TlsEndpoint, tlsEndpoint } from "./tls-endpoint.ts";
import { checkTransport } from "./transport.ts";

export { type SmokeInput, type SmokeReport, type SmokeResult } from "./input.ts";

interface Check {
  readonly name: string;
  /** Says what was seen. */
  readonly run: () => Promise<string>;
  /** A check without which this one says nothing. */
  readonly needs?: string;
}

/** What only a real account has. */
const needsAws = [
  ["nodes-ready", "the local cloud records the EKS cluster; there are no nodes"],
  ["pod-identity-token", "tokens are projected by EKS; here the supervisor stands in for its Pod Identity agent"],
  ["pod-logs", "Fluent Bit needs nodes; here a program's log is a file"],
  ["private-endpoints", "VPC endpoints are reached from a private subnet, which the local cloud only records"],
] as const;

/** What needs the emulator's stand-in for a service's role, or brokers that are reached from here. */
const needsInside = "runs from inside the VPC as the service's own role, which cannot be assumed from outside";

/**
 * Runs every smoke test of an environment, one after the other, and says of each what came of it. A failed check does
 * not stop the others, except those that need it.
 *
 * @throws only when `input.signal` aborts.
 */
export async function smoke(input: SmokeInput, report: SmokeReport): Promise<SmokeResult[]> {
  const pending = needsAws.map(([name, why]) => unavailable(name, why));
  if (input.emulatorEndpoint === undefined) {
    return [...checkNames.map((name) => unavailable(name, needsInside)), ...pending];
  }
  const endpoint = await tlsEndpoint(input.emulatorEndpoint, input.spark.java);
  try {
    return [...(await smokeUnderRole(input, endpoint, report)), ...pending];
  } finally {
    await endpoint.close();
  }
}

async function smokeUnderRole(input: SmokeInput, endpoint: TlsEndpoint, report: SmokeReport): Promise<SmokeResult[]> {
  const aws = callerClients(input);
  const session = await standInSession(aws, input.lake.jobRoles.rawLanding);
  const actor = { credentials: session.credentials, endpoint };
  const landing = roleClients(input.region, actor);
  const events = new EventRun(input, aws);
  const collector = (): CollectorAccess => {
    if (input.collector === undefined) throw new Error("No collector runs here: platform status local.");
    return input.collector;
  };
  const runs: Readonly<Record<CheckName, () => Promise<string>>> = {
    tls: () => checkTransport(input),
    "glue-table": () => checkTables(input, landing),
    "s3-kms": () => checkEncryptedObject(input, landing),
    "s3-denied": () => checkDenied(input, landing),
    "kafka-denied": () => checkKafkaDenied(input, aws),
    collector: () => Promise.resolve().then(() => checkCollector(collector())),
    send: () => events.send(collector(), report),
    topics: () => events.consume(),
    "personal-data": () => events.personalData(),
    quarantine: () => events.quarantine(),
    land: () => events.land(actor, report),
    count: () => events.count(actor),
  };
  try {
    const results = await runAll(
      checkNames.map((name) => ({ name, run: runs[name], needs: needs[name] })),
      input,
      report,
    );
    return results.map((result) => (result.name === "count" ? { ...result, lines: events.lines } : result));
  } finally {
    await session.end();
  }
}

/** The checks, in their order. */
const checkNames = [
  ...(["tls", "glue-table", "s3-kms", "s3-denied", "kafka-denied"] as const),
  ...(["collector", "send", "topics", "personal-data", "quarantine", "land", "count"] as const),
] as const;

type CheckName = (typeof checkNames)[number];

const needs: Partial<Record<CheckName, CheckName>> = {
  send: "collector",
  topics: "send",
  "personal-data": "topics",
  quarantine: "topics",
  land: "topics",
  count: "land",
};

async function runAll(
  checks: readonly Check[],
  { signal }: Pick<SmokeInput, "signal">,
  report: SmokeReport,
): Promise<SmokeResult[]> {
  const results: SmokeResult[] = [];
  for (const check of checks) {
    signal?.throwIfAborted();
    const needed = results.find(({ name }) => name === check.needs);
    if (needed !== undefined && needed.status !== "passed") {
      results.push({ name: check.name, status: "failed", detail: `not tried: it needs ${needed.name}`, seconds: 0 });
      continue;
    }
    report(`${check.name} …`);
    results.push(await runOne(check));
    signal?.throwIfAborted();
  }
  return results;
}

async function runOne({ name, run }: Check): Promise<SmokeResult> {
  const started = performance.now();
  const result = (status: SmokeResult["status"], detail: string): SmokeResult => ({
    name,
    status,
    detail,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  });
  try {
    return result("passed", await run());
  } catch (error) {
    return result("failed", kafkaErrorText(error));
  }
}

function unavailable(name: string, why: string): SmokeResult {
  return { name, status: "needs AWS", detail: why, seconds: 0 };
}
