/** The ingestion stack writes the file and the collector reads it: one schema for both. */
export {
  collectorPrefixes,
  collectorSettings,
  type CollectorSettings,
  type CollectorSettingsFile,
} from "../../contracts/events/collector-settings.ts";
