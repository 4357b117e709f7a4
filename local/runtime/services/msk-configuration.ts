import { z } from "zod";
import { arn } from "../../provider/recorded.ts";
import type { ResourceHandler } from "../../provider/resource-type.ts";
import type { Configuration, Configurations } from "../kafka/configurations.ts";
import { handler } from "./handler.ts";
import { MskError } from "./msk-error.ts";

const inputs = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  kafkaVersions: z.array(z.string()).optional(),
  serverProperties: z.string(),
});

/** `aws:msk/configuration:Configuration`: settings that clusters of this machine take. Every change is a revision. */
export function configurationHandler(configurations: Configurations): ResourceHandler {
  return handler<z.infer<typeof inputs>>({
    inputs,
    exists: ["ConflictException"],
    gone: ["NotFoundException"],
    create({ name, description, kafkaVersions, serverProperties }, context) {
      if (configurations.find(name) !== undefined) {
        throw new MskError("ConflictException", `A configuration named ${name} already exists.`);
      }
      const prefix = arn(context, "kafka", `configuration/${name}`);
      const created = configurations.create(prefix, {
        name,
        description,
        kafkaVersions,
        revisions: [serverProperties],
      });
      return Promise.resolve(created.arn);
    },
    read(id) {
      const found = configurations.find(id);
      if (found === undefined) return Promise.resolve(undefined);
      const { revisions, ...rest } = found;
      return Promise.resolve({
        ...rest,
        serverProperties: revisions.at(-1),
        latestRevision: revisions.length,
      });
    },
    update(id, { description, serverProperties }) {
      const found = requireConfiguration(configurations, id);
      configurations.replace({ ...found, description, revisions: [...found.revisions, serverProperties] });
      return Promise.resolve();
    },
    delete(id) {
      configurations.remove(id);
      return Promise.resolve();
    },
  });
}

function requireConfiguration(configurations: Configurations, id: string): Configuration {
  const found = configurations.find(id);
  if (found === undefined) throw new MskError("NotFoundException", `There is no configuration ${id}.`);
  return found;
}
