import { pino } from "pino";
import { Collector } from "./collector.ts";
import { DeliveryMetrics } from "./observe/delivery-metrics.ts";
import { productionSinks } from "./production-sinks.ts";
import { readSettings, settingsHelp, SettingsProblem } from "./settings-file.ts";
import { type CollectorSettings } from "./settings.ts";

/** What a shell says of a program that was not started as it must be (sysexits.h, EX_CONFIG). */
const exitConfig = 78;

if (process.argv.includes("--help")) process.stdout.write(settingsHelp());
else await main();

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const log = pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const deliveries = new DeliveryMetrics();
  const sinks = await productionSinks(settings, log, deliveries);
  const collector = await Collector.start({ settings, sinks, log });
  deliveries.registerIn(collector.metrics.registry);
  log.info({ port: collector.port, internalPort: collector.internalPort }, "The collector takes events");

  let isEnding = false;
  const end = async (exitCode: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    const isWhole = await collector.drain();
    await Promise.allSettled([sinks.events.close(), sinks.quarantine.close()]);
    if (!isWhole) log.warn("Not everything that was taken in was answered in time; its senders send it again");
    log.info("The collector has ended");
    process.exit(isWhole ? exitCode : 1);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      log.info({ signal }, "The collector takes nothing more");
      void end(0);
    });
  }
  // What was taken in is answered, if it can be; then another process is more to be trusted than this one.
  for (const failure of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(failure, (err: unknown) => {
      log.fatal({ err }, "The collector failed and ends");
      void end(1);
    });
  }
}

function settingsOrExit(): CollectorSettings {
  try {
    return readSettings(process.env.COLLECTOR_SETTINGS);
  } catch (error) {
    if (!(error instanceof SettingsProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(exitConfig);
  }
}
