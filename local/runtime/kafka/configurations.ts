import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { z } from "zod";
import { readJson, writeAtomically } from "../state-directory.ts";

const schema = z.object({
  /** As MSK forms it: `arn:aws:kafka:<region>:<account>:configuration/<name>/<uuid>-1`. */
  arn: z.string(),
  name: z.string(),
  description: z.string().optional(),
  kafkaVersions: z.array(z.string()).optional(),
  /** `server.properties` of each revision, from 1. */
  revisions: z.array(z.string()).min(1),
});

/** An MSK configuration: named settings that a cluster takes in one of their revisions. */
export type Configuration = z.infer<typeof schema>;

/** The MSK configurations of one state directory, in `kafka/configurations.json`. */
export class Configurations {
  readonly #file: string;

  constructor(kafkaFolder: string) {
    this.#file = path.join(kafkaFolder, "configurations.json");
  }

  find(nameOrArn: string): Configuration | undefined {
    return this.#all().find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  }

  /** `arnPrefix`: everything of the ARN before the UUID. */
  create(arnPrefix: string, configuration: Omit<Configuration, "arn">): Configuration {
    const created = { ...configuration, arn: `${arnPrefix}/${randomUUID()}-1` };
    this.#write([...this.#all(), created]);
    return created;
  }

  replace(configuration: Configuration): void {
    this.#write(this.#all().map((other) => (other.arn === configuration.arn ? configuration : other)));
  }

  remove(arn: string): void {
    this.#write(this.#all().filter((other) => other.arn !== arn));
  }

  #all(): readonly Configuration[] {
    return z.array(schema).parse(readJson(this.#file) ?? []);
  }

  #write(configurations: readonly Configuration[]): void {
    writeAtomically(this.#file, `${JSON.stringify(configurations, null, 2)}\n`);
  }
}
