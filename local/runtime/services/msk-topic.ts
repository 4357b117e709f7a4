import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  IncrementalAlterConfigOperationTypes,
} from "@platformatic/kafka";
import { z } from "zod";
import { arn } from "../../provider/recorded.ts";
import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { KafkaAccess } from "../kafka/access.ts";
import { withAdmin } from "../kafka/admin.ts";
import type { KafkaFleet } from "../kafka/fleet.ts";
import { handler } from "./handler.ts";
import { requireCluster } from "./msk-cluster.ts";
import { asMskError, MskError } from "./msk-error.ts";

const inputs = z.looseObject({
  clusterArn: z.string(),
  name: z.string(),
  partitionCount: z.number().int().positive(),
  replicationFactor: z.number().int().positive(),
  /** JSON object of topic settings. */
  configs: z.string().optional(),
});

/** `aws:msk/topic:Topic`: a topic on the brokers of this machine. Its ID is the cluster's ARN, a comma and its name. */
export function topicHandler(fleet: KafkaFleet): ResourceHandler {
  const onCluster = async <Result>(
    clusterArn: string,
    work: (admin: Admin, access: KafkaAccess) => Promise<Result>,
  ) => {
    const { access } = requireCluster(fleet, clusterArn);
    try {
      return await withAdmin(access, (admin) => work(admin, access));
    } catch (error) {
      throw asMskError(error);
    }
  };
  return handler<z.infer<typeof inputs>>({
    inputs,
    exists: ["TopicExistsException"],
    gone: ["NotFoundException", "UnknownTopicOrPartitionException"],
    async create({ clusterArn, name, partitionCount, replicationFactor, configs }) {
      await onCluster(clusterArn, async (admin) => {
        await admin.createTopics({
          topics: [{ topic: name, partitions: partitionCount, replicas: replicationFactor }],
          configs: Object.entries(parseConfigs(configs)).map(([key, value]) => ({ name: key, value })),
        });
        await until(`topic ${name} has leaders`, async () => (await describe(admin, name))?.led === partitionCount);
      });
      return `${clusterArn},${name}`;
    },
    async read(id, state, context) {
      const { clusterArn, name } = parseId(id);
      return onCluster(clusterArn, async (admin, access) => {
        const found = await describe(admin, name);
        if (found === undefined) return undefined;
        const path = access.clusterArn.split(":cluster/")[1] ?? access.clusterName;
        return {
          clusterArn,
          name,
          arn: arn(context, "kafka", `topic/${path}/${name}`),
          partitionCount: found.partitions,
          replicationFactor: found.replicas,
          ...(await readConfigs(admin, name, state)),
        };
      });
    },
    async update(id, given) {
      const { clusterArn, name } = parseId(id);
      await onCluster(clusterArn, async (admin) => {
        const found = await describe(admin, name);
        if (found === undefined) throw new MskError("UnknownTopicOrPartitionException", `There is no topic ${name}.`);
        if (found.partitions !== given.partitionCount) {
          await admin.createPartitions({ topics: [{ name, count: given.partitionCount }] });
        }
        await alterConfigs(admin, name, parseConfigs(given.configs));
        await until(
          `topic ${name} has its partitions`,
          async () => (await describe(admin, name))?.led === given.partitionCount,
        );
      });
    },
    async delete(id) {
      const { clusterArn, name } = parseId(id);
      await onCluster(clusterArn, async (admin) => {
        // Asked first: the client takes "unknown topic" for a passing condition and tries for seconds.
        if ((await describe(admin, name)) === undefined) return;
        await admin.deleteTopics({ topics: [name] });
        await until(`topic ${name} is gone`, async () => (await describe(admin, name)) === undefined);
      });
    },
  });
}

function parseId(id: string): { clusterArn: string; name: string } {
  const comma = id.lastIndexOf(",");
  return { clusterArn: id.slice(0, comma), name: id.slice(comma + 1) };
}

interface TopicDescription {
  readonly partitions: number;
  readonly replicas: number;
  /** Partitions that have a leader. */
  readonly led: number;
}

async function describe(admin: Admin, name: string): Promise<TopicDescription | undefined> {
  if (!(await admin.listTopics({ includeInternals: true })).includes(name)) return undefined;
  const { topics } = await admin.metadata({ topics: [name], forceUpdate: true, autocreateTopics: false });
  const found = topics.get(name);
  if (found === undefined) return undefined;
  return {
    partitions: found.partitionsCount,
    replicas: found.partitions[0]?.replicas.length ?? 0,
    led: found.partitions.filter(({ leader }) => leader >= 0).length,
  };
}

const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

function parseConfigs(configs: string | undefined): Readonly<Record<string, string>> {
  if (configs === undefined) return {};
  try {
    return settings.parse(JSON.parse(configs));
  } catch (error) {
    throw new MskError("BadRequestException", `configs must be a JSON object of topic settings; got ${configs}`, {
      cause: error,
    });
  }
}

/** What is set on the topic itself; other values come from the brokers. */
async function ownAndAll(
  admin: Admin,
  name: string,
): Promise<{ own: Record<string, string>; all: Record<string, string> }> {
  const resources = await admin.describeConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: name }],
  });
  const entries = resources.flatMap(({ configs }) => configs);
  const pick = (chosen: typeof entries): Record<string, string> =>
    Object.fromEntries(chosen.map((entry) => [entry.name, entry.value ?? ""]));
  return {
    own: pick(entries.filter(({ configSource }) => configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG)),
    all: pick(entries),
  };
}

/** `configs` stays as written while the topic still has those settings and no others. */
async function readConfigs(admin: Admin, name: string, state: Properties): Promise<Properties> {
  const { own, all } = await ownAndAll(admin, name);
  const written = typeof state.configs === "string" ? state.configs : undefined;
  const kept = sameSettings(parseConfigs(written), own);
  return {
    ...(kept ? { configs: written } : { configs: JSON.stringify(own) }),
    configsActual: JSON.stringify(all),
  };
}

function sameSettings(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return (
    Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([key, value]) => other[key] === value)
  );
}

async function alterConfigs(admin: Admin, name: string, wanted: Readonly<Record<string, string>>): Promise<void> {
  const { own } = await ownAndAll(admin, name);
  const { SET, DELETE } = IncrementalAlterConfigOperationTypes;
  const sets = Object.entries(wanted)
    .filter(([key, value]) => own[key] !== value)
    .map(([key, value]) => ({ name: key, configOperation: SET, value }));
  const deletes = Object.keys(own)
    .filter((key) => !(key in wanted))
    .map((key) => ({ name: key, configOperation: DELETE }));
  if (sets.length + deletes.length === 0) return;
  await admin.incrementalAlterConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: name, configs: [...sets, ...deletes] }],
  });
}

/** Brokers learn what the controller did a moment later. */
const settleBoundMs = 15_000;

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + settleBoundMs;
  while (!(await isSo())) {
    if (Date.now() > deadline)
      throw new MskError("KafkaTimeoutException", `not true after ${settleBoundMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
