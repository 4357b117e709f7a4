import { type DeviceEvent, type EventOf } from "../events.ts";

/** How rows of a file become events. To add a file of your own, write one of these; see `mappings/`. */
export type Mapping = MappingBase &
  (
    | {
        /** The first line names the columns. */
        readonly format: "csv";
        /**
         * Events of one row, in the order they happened; none when it says nothing.
         *
         * @throws when the row cannot be read; the replay ends, naming file and line.
         */
        events(row: CsvRow): readonly MappedEvent[];
      }
    | { readonly format: "ndjson"; events(row: unknown): readonly MappedEvent[] }
  );

interface MappingBase {
  /** Name on the command line; also part of every event's ID. */
  readonly name: string;
  /** One line for the list of mappings. */
  readonly description: string;
  /**
   * What the file's times are rounded to, in milliseconds: events are spread over it, so that a fleet does not report in one
   * moment.
   */
  readonly resolutionMs: number;
}

/** Cells by the name of their column. */
export type CsvRow = Readonly<Record<string, string>>;

/** An event before it is moved to today. The replay adds `payload.original_ts`. */
export type MappedEvent = {
  readonly [Type in DeviceEvent["event_type"]]: MappedBase & {
    readonly event_type: Type;
    readonly payload: EventOf<Type>["payload"];
  };
}[DeviceEvent["event_type"]];

interface MappedBase {
  /** Unique among the mapping's events and the same whenever the file is read: the event's ID is made of it. */
  readonly key: string;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly device_id: string;
}

/** A cell that must have something in it. `NA` is R's missing value. */
export function cell(row: CsvRow, column: string): string {
  const value = optionalCell(row, column);
  if (value === undefined) throw new Error(`column ${column} must have a value.`);
  return value;
}

/** A cell, or `undefined` where it is empty or `NA`. */
export function optionalCell(row: CsvRow, column: string): string | undefined {
  const value = row[column];
  return value === undefined || value === "" || value === "NA" ? undefined : value;
}

/** A cell that is a number, or `undefined` where it is empty or `NA`. */
export function numberCell(row: CsvRow, column: string): number | undefined {
  const text = optionalCell(row, column);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Error(`column ${column} must be a number, not ${JSON.stringify(text)}.`);
  return value;
}

/** Numbers by name, those that are missing left out. */
export function measured(row: CsvRow, columns: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, column] of Object.entries(columns)) {
    const value = numberCell(row, column);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** RFC 3339. A time without its zone would be another one on every machine. */
const timeWithZone = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** A cell that is a time (RFC 3339), in milliseconds since 1970. */
export function timeCell(row: CsvRow, column: string): number {
  const text = cell(row, column);
  const time = timeWithZone.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new Error(`column ${column} must be a time such as 2013-01-01T06:00:00Z, not ${JSON.stringify(text)}.`);
  }
  return time;
}
