import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Credentials } from "../credentials.ts";
import { type Metric } from "../delivery.ts";
import { type Mapping } from "./mapping.ts";
import { mappings } from "./mappings/index.ts";
import { type FleetCounts, type FleetFile, type FleetResult, type Pace, replayFleet } from "./replay.ts";

/** What the command line gives. */
interface ReplayOptions {
  readonly url: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly tokenEnv?: string;
  readonly authorities?: string;
  readonly rate?: number;
  readonly compression?: number;
  readonly from?: Date;
  readonly until?: Date;
  readonly limit?: number;
  readonly seed: number;
  readonly lanes: number;
  readonly checkpoint?: string;
}

/** How a replay ended, as the exit code says it. */
const exitCodes = { allAccepted: 0, refusedOrFailed: 1, someQuarantined: 2, interrupted: 130 } as const;

/** The command line of `fleet`. */
export function fleetProgram(): Command {
  const program = new Command("fleet")
    .description("Replays files as a fleet of devices: what happened then happens now.")
    .addHelpText("after", help)
    .showHelpAfterError("(fleet --help has examples)");
  program
    .command("mappings")
    .description("list the mappings that come with it")
    .action(() => {
      for (const { name, description } of Object.values(mappings))
        process.stdout.write(`${name.padEnd(10)}${description}\n`);
    });
  program.addCommand(replayCommand());
  return program;
}

const help = `
A mapping says how rows become events: one of \`fleet mappings\`, or the path of a module whose default export is one.
Events carry their original time in payload.original_ts, and IDs made of row and seed: a second replay doubles nothing.

Exit codes: 0 all accepted, 2 all kept but some quarantined, 1 refused or failed, 130 interrupted.
A replay with a checkpoint that was interrupted or refused goes on with the same command.

Examples:
  fleet replay weather=weather.csv --url https://collector.example:8443 --certificate gateway.pem --key gateway-key.pem --rate 500
                                        a year of weather, 500 readings a second
  fleet replay flights=flights.csv --from 2013-06-01 --until 2013-06-02 --compression 1440 --checkpoint flights.json ...
                                        a day of flights in a minute, to be resumed
  fleet replay ./pumps.ts=pumps.ndjson --token-env TOKEN --url ...
                                        a file and a mapping of your own`;

function replayCommand(): Command {
  return new Command("replay")
    .description("send the events of files")
    .argument("<mapping=file...>", "files, each with its mapping; they are replayed together")
    .requiredOption("--url <url>", "address of the collector")
    .option("--certificate <file>", "certificate of the gateway, PEM")
    .option("--key <file>", "its key, PEM")
    .addOption(new Option("--token-env <name>", "variable with a JSON Web Token").conflicts(["certificate", "key"]))
    .option("--authorities <file>", "authorities that the collector is trusted by, PEM (default: the system's own)")
    .addOption(new Option("--rate <events>", "events per second").argParser(positive).conflicts("compression"))
    .addOption(new Option("--compression <factor>", "times as fast as it happened").argParser(positive))
    .option("--from <time>", "leave out what happened before", time)
    .option("--until <time>", "leave out what happened from then on", time)
    .option("--limit <events>", "events at most", whole)
    .option(
      "--seed <number>",
      "part of every event's ID; spreads events within what the file's times are rounded to",
      whole,
      0,
    )
    .option("--lanes <requests>", "requests under way at a time", whole, 4)
    .option("--checkpoint <file>", "keeps how far the replay came")
    .addHelpText("after", help)
    .action(async (pairs: readonly string[], options: ReplayOptions) => {
      process.exitCode = await replay(await Promise.all(pairs.map((pair) => fleetFile(pair, options))), options);
    });
}

async function replay(files: readonly FleetFile[], options: ReplayOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  // A second Ctrl-C ends the process at once.
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  const pace = paceOf(options);
  const { from, until } = options;
  if (from !== undefined && until !== undefined && from >= until) {
    throw new Error(`--from must be before --until, not ${from.toISOString()} and ${until.toISOString()}.`);
  }
  try {
    const result = await replayFleet({
      files,
      client: {
        url: options.url,
        credentials: credentialsOf(options),
        lanes: options.lanes,
        onMetric: troubleTeller(),
        ...(options.authorities !== undefined && { authoritiesFile: options.authorities }),
      },
      seed: options.seed,
      signal: stop.signal,
      ...(pace !== undefined && { pace }),
      ...(options.limit !== undefined && { limit: options.limit }),
      ...(options.checkpoint !== undefined && { checkpointFile: options.checkpoint }),
      onProgress: (counts) => process.stderr.write(`${line(counts)}\n`),
    });
    process.stdout.write(`${summary(result)}\n`);
    return exitCodeOf(result);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

async function fleetFile(pair: string, { from, until }: ReplayOptions): Promise<FleetFile> {
  const at = pair.indexOf("=");
  if (at < 1) throw new Error(`${pair} must be <mapping>=<file>, for example weather=weather.csv.`);
  const mapping = await mappingOf(pair.slice(0, at));
  return {
    file: pair.slice(at + 1),
    mapping,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

async function mappingOf(name: string): Promise<Mapping> {
  const known = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
  if (known !== undefined) return known;
  if (!/[./]/.test(name)) {
    const names = Object.keys(mappings).join(", ");
    throw new Error(
      `There is no mapping ${name}; there are ${names}, and modules by their path, such as ./${name}.ts.`,
    );
  }
  const module = (await import(pathToFileURL(path.resolve(name)).href)) as { readonly default?: unknown };
  if (!isMapping(module.default)) {
    throw new Error(
      `${name} must have a mapping as its default export: name, format csv or ndjson, resolutionMs of 1 or more, and events.`,
    );
  }
  return module.default;
}

function isMapping(value: unknown): value is Mapping {
  const { name, format, resolutionMs, events } = (value ?? {}) as Partial<Record<keyof Mapping, unknown>>;
  return (
    typeof name === "string" &&
    (format === "csv" || format === "ndjson") &&
    Number.isInteger(resolutionMs) &&
    Number(resolutionMs) >= 1 &&
    typeof events === "function"
  );
}

function credentialsOf({ certificate, key, tokenEnv }: ReplayOptions): Credentials {
  if (certificate !== undefined && key !== undefined) return { certificateFile: certificate, keyFile: key };
  const token = tokenEnv === undefined ? undefined : process.env[tokenEnv];
  if (token === undefined) throw new Error("Name --certificate and --key, or with --token-env a variable that is set.");
  return { token: () => token };
}

function paceOf({ rate, compression }: ReplayOptions): Pace | undefined {
  if (rate !== undefined) return { eventsPerSecond: rate };
  return compression === undefined ? undefined : { compression };
}

/** Says why events are not answered, as soon as that is so: each reason once until a request was answered. */
function troubleTeller(): (metric: Metric) => void {
  let told = "";
  return (metric) => {
    if (metric.kind === "request") {
      if (metric.status === 200) told = "";
      return;
    }
    const trouble = metric.kind === "retry" ? `trying again: ${metric.why}` : metric.problem.message;
    if (trouble !== told) process.stderr.write(`${trouble}\n`);
    told = trouble;
  };
}

/** Counts on one line; they add up. */
export function line({ sent, accepted, quarantined, refused, pending }: FleetCounts): string {
  const open = pending > 0 ? ` + ${pending} pending` : "";
  return `sent ${sent} = accepted ${accepted} + quarantined ${quarantined} + refused ${refused}${open}`;
}

function summary(result: FleetResult): string {
  const { types, devices, codes, clockSkew, ended, refusal } = result;
  const counted = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  return [
    line(result),
    `events: ${counted(types)}; devices: ${devices}`,
    ...(Object.keys(codes).length > 0 ? [`codes: ${counted(codes)}`] : []),
    ...(clockSkew === undefined
      ? []
      : [`the collector's clock is ${clockSkew.aheadMs} ms ahead, give or take ${clockSkew.uncertaintyMs} ms`]),
    ...(ended === "refused" ? [`stopped, because the collector refused: ${refusal ?? ""}`] : []),
    ...(ended === "stopped" ? ["interrupted"] : []),
  ].join("\n");
}

function exitCodeOf({ ended, quarantined }: FleetResult): number {
  if (ended === "refused") return exitCodes.refusedOrFailed;
  if (ended === "stopped") return exitCodes.interrupted;
  return quarantined > 0 ? exitCodes.someQuarantined : exitCodes.allAccepted;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function time(text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw new InvalidArgumentError("It must be a time, such as 2013-06-01T00:00:00Z.");
  return value;
}
