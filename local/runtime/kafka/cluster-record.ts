import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { readJson, writeAtomically } from "../state-directory.ts";

const schema = z.object({
  name: z.string(),
  /** As MSK forms it: `arn:aws:kafka:<region>:<account>:cluster/<name>/<uuid>-1`. */
  arn: z.string(),
  uuid: z.string(),
  /** Kafka's own ID, in the brokers' storage. */
  kafkaClusterId: z.string(),
  /** MSK's version of the cluster's settings; another after each change. */
  currentVersion: z.string(),
  /** Slot of each broker, in order of its node ID from 1; ports follow from it. */
  slots: z.array(z.number().int().nonnegative()),
  /** How many of the brokers, the first ones, are controllers as well. Fixed when the cluster is made. */
  controllers: z.number().int().positive(),
  /** `server.properties` of the MSK configuration; empty without one. */
  serverProperties: z.string(),
  /** Inputs of the resource, so that it can be read back whole. */
  inputs: z.record(z.string(), z.unknown()),
});

/** A cluster as it is kept: `kafka/<name>/cluster.json`. */
export type ClusterRecord = z.infer<typeof schema>;

/** Folder of a cluster's record and brokers. */
export function clusterFolder(kafkaFolder: string, name: string): string {
  return path.join(kafkaFolder, name);
}

export function writeRecord(kafkaFolder: string, record: ClusterRecord): void {
  writeAtomically(
    path.join(clusterFolder(kafkaFolder, record.name), "cluster.json"),
    `${JSON.stringify(record, null, 2)}\n`,
  );
}

/** The clusters in a folder. One without a record was never finished, and nobody was told of it: it is removed. */
export function readRecords(kafkaFolder: string): readonly ClusterRecord[] {
  return fs
    .readdirSync(kafkaFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const folder = clusterFolder(kafkaFolder, name);
      const content = readJson(path.join(folder, "cluster.json"));
      if (content !== undefined) return [schema.parse(content)];
      fs.rmSync(folder, { recursive: true, force: true });
      return [];
    });
}
