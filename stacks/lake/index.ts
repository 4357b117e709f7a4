// Phase 1. Owns: lake buckets, Glue databases, Iceberg tables, Lake Formation, the schema registry, job roles. Reads: foundation
// (keys, alert topics). Publishes: contracts/stacks/lake.ts.
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { CatalogEncryption } from "../../components/lake/catalog-encryption.ts";
import { DataLake } from "../../components/lake/data-lake.ts";
import { EventSchemas } from "../../components/lake/event-schemas.ts";
import { personalDataRoles } from "../../components/lake/personal-data-roles.ts";
import { RawEvents } from "../../components/lake/raw-events.ts";
import { eventSchemas } from "../../contracts/events/schemas.ts";
import { consume, foundationContract, lakeContract, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, tags, options, alarms } = enterEnvironment(platform);
const foundation = await consume(foundationContract);

const lake = new DataLake(
  "lake",
  {
    place,
    keyArns: foundation.keys,
    keyAliases: foundation.keyAliases,
    personalDataRoles: personalDataRoles(place, [...phase.administratorRoles, ...phase.personalDataRoles]),
    governance: phase,
    databasePrefix: phase.databasePrefix,
    accessLogBucket: foundation.logArchive.name,
    deleteDataOnDestroy: platform.deleteDataOnDestroy,
    replication: phase.replication && { ...phase.replication, tags },
  },
  options,
);

const { deleteDataOnDestroy } = platform;
const raw = new RawEvents(
  "raw",
  {
    place,
    lake,
    keyAliases: foundation.keyAliases,
    s3Tables: phase.tables === "glue" ? undefined : { kmsKeyArn: foundation.keys.lake, deleteDataOnDestroy },
  },
  options,
);

const { ownsCatalog } = phase;
const { logRetentionDays } = platform;
const encryption = new CatalogEncryption(
  "catalog",
  { place, keyArns: foundation.keys, ownsCatalog, logRetentionDays },
  options,
);
const schemas = new EventSchemas("events", { place, schemas: eventSchemas }, options);

new AlarmSet(
  "alarms",
  { ...alarms, area: "lake", specs: lake.alarms, topicArns: foundation.alertTopics, ...phase.alarms },
  options,
);

export default publish(lakeContract, {
  buckets: lake.bucketLocations,
  databases: lake.databaseNames,
  tables: raw.tables,
  tableBuckets: raw.tableBuckets,
  schemaRegistry: schemas.registryName,
  jobSecurityConfiguration: encryption.securityConfiguration,
  accessLogs: foundation.auditArchive,
  jobRoles: { rawLanding: raw.landingRoleArn },
});
