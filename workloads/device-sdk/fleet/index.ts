/** Replays of files as a fleet, for programs; `main.ts` is the same for the command line. */
export {
  cell,
  type CsvRow,
  type MappedEvent,
  type Mapping,
  measured,
  numberCell,
  optionalCell,
  timeCell,
} from "./mapping.ts";
export { mappings } from "./mappings/index.ts";
export {
  type FleetCounts,
  type FleetFile,
  type FleetReplay,
  type FleetResult,
  type Pace,
  replayFleet,
} from "./replay.ts";
