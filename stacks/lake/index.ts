// Phase 1. Owns: lake buckets, Glue databases, Iceberg tables, job roles. Reads: foundation (keys). Publishes:
// contracts/stacks/lake.ts.
import { DataLake, databaseNames } from "../../components/lake/data-lake.ts";
import { personalDataRoles } from "../../components/lake/personal-data-roles.ts";
import { RawEvents } from "../../components/lake/raw-events.ts";
import { consume, foundationContract, lakeContract, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options } = enterEnvironment(platform);
const foundation = await consume(foundationContract);

const lake = new DataLake(
  "lake",
  {
    place,
    keyArns: foundation.keys,
    keyAliases: foundation.keyAliases,
    personalDataRoles: personalDataRoles(place, [...phase.administratorRoles, ...phase.personalDataRoles]),
    governance: phase,
    deleteDataOnDestroy: platform.deleteDataOnDestroy,
  },
  options,
);

const raw = new RawEvents("raw", { place, lake, keyAliases: foundation.keyAliases }, options);

export default publish(lakeContract, {
  buckets: lake.bucketLocations,
  databases: databaseNames,
  tables: raw.tables,
  jobRoles: { rawLanding: raw.landingRoleArn },
});
