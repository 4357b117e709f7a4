export { readSchemas, readTables, type SchemaRegistry, type Tables, useLakeFormation, writeTables } from "./catalog.ts";
export { type Items, readItems, writeItems } from "./items.ts";
export { generateMac, type HmacKey } from "./keys.ts";
export {
  type Channel,
  consumeMessages,
  describeKafka,
  type KafkaCluster,
  publishTo,
  sendMessages,
  useKafka,
} from "./messages.ts";
export { readCloudWatch, readMetrics, writeMetrics } from "./metrics.ts";
export { listBucket, listPrefix, type Objects, readObjects, replaceObjects, writeObjects } from "./objects.ts";
export { replicateFrom, replicateTo, type ReplicationSource, type ReplicationTarget } from "./replication.ts";
export { readSecret, rotateSecret, type SecretReference } from "./secrets.ts";
export { type TablesOfBucket, writeTablesOfBucket } from "./s3-tables.ts";
export { type LogGroupReference, putMetrics, writeLogs } from "./telemetry.ts";
