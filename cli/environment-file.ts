import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { isPhase, type Phase, phaseNames } from "../contracts/stacks/index.ts";
import { section as cluster } from "../stacks/cluster/config.ts";
import { section as clusterServices } from "../stacks/cluster-services/config.ts";
import {
  type ConfigProblem,
  type ConfigSection,
  describeConfigProblems,
  parseSection,
  type RawConfig,
} from "../stacks/config.ts";
import { section as foundation } from "../stacks/foundation/config.ts";
import { section as ingestion } from "../stacks/ingestion/config.ts";
import { section as lake } from "../stacks/lake/config.ts";
import { section as network } from "../stacks/network/config.ts";
import {
  environments,
  type Environment,
  type PlatformConfig,
  platformNamespace,
  platformSchema,
} from "../stacks/platform-config.ts";
import { section as observability } from "../stacks/observability/config.ts";
import { section as streaming } from "../stacks/streaming/config.ts";
import { configDirectory } from "./repository.ts";
import { UsageError } from "./steps.ts";

/** An environment's file, checked: `platform:*` and every phase's keys. */
export interface EnvironmentFile {
  readonly environment: Environment;
  readonly path: string;
  readonly platform: PlatformConfig;
  /** Bucket of the environment's Pulumi state. */
  readonly stateBucket: string;
  /** Pulumi backend of the environment's account, as `platform bootstrap` makes it. */
  readonly backendUrl: string;
  /** Pulumi secrets provider in the file, for example `awskms://…`; absent before `platform bootstrap`. */
  readonly secretsProvider?: string;
}

const sections: Readonly<Record<Phase, ConfigSection>> = {
  foundation,
  network,
  cluster,
  "cluster-services": clusterServices,
  streaming,
  lake,
  ingestion,
  observability,
};

/** Namespaces that are not ours to check: Pulumi's own. */
const foreignNamespaces = ["pulumi"];

/**
 * Reads and checks an environment's file for all phases, before any engine starts.
 *
 * @throws {UsageError} when there is no such environment, or with every problem of the file in one message.
 */
export function readEnvironmentFile(name: string, folder = configDirectory()): EnvironmentFile {
  const environment = environments.find((known) => known === name);
  if (environment === undefined) {
    throw new UsageError(`There is no environment "${name}"; environments: ${environments.join(", ")}.`);
  }
  const file = path.join(folder, `Pulumi.${environment}.yaml`);
  const content = readContent(file);
  const { raw, secretKeys } = asPulumiText(content.config ?? {});

  const platform = parseSection({ namespace: platformNamespace, schema: platformSchema }, raw, secretKeys);
  const problems = [
    ...platform.problems,
    ...phaseNames.flatMap((phase) => problemsOf(sections[phase], raw, secretKeys)),
    ...unknownNamespaces(Object.keys(raw)),
  ];
  if (problems.length > 0 || platform.value === undefined) {
    throw new UsageError(describeConfigProblems(path.basename(file), problems));
  }
  const { accountId, region } = platform.value;
  const stateBucket = `${environment}-pulumi-state-${accountId}-${region}`;
  return {
    environment,
    path: file,
    platform: platform.value,
    stateBucket,
    backendUrl: `s3://${stateBucket}?region=${region}`,
    secretsProvider: content.secretsprovider,
  };
}

/** Problems of a phase's keys. Only Pulumi decrypts a secret, so its value is left to the program that reads it. */
function problemsOf(section: ConfigSection, raw: RawConfig, secretKeys: ReadonlySet<string>): readonly ConfigProblem[] {
  const isEncrypted = (key: string): boolean =>
    secretKeys.has(key) && key.slice(section.namespace.length + 1) in section.schema.shape;
  return parseSection(section, raw, secretKeys).problems.filter(({ key }) => !isEncrypted(topLevel(key)));
}

/** The key that a problem lies under, for example `foundation:alertSlack` of `foundation:alertSlack.channels`. */
function topLevel(key: string): string {
  return key.replace(/\..*$/, "");
}

/** The parts of Pulumi's stack settings that are read here. */
const settings = z.object({
  config: z.record(z.string(), z.unknown(), "must be a list of keys with values").nullish(),
  secretsprovider: z.string("must be text, for example awskms://alias/dev-pulumi").optional(),
});

function readContent(file: string): z.output<typeof settings> {
  const name = path.basename(file);
  if (!fs.existsSync(file)) {
    throw new UsageError(
      `There is no ${name} in ${path.dirname(file)}. Environment files lie at the top of the repository, or in $PLATFORM_CONFIG_DIR.`,
    );
  }
  const document = parseDocument(fs.readFileSync(file, "utf8"));
  if (document.errors.length > 0) {
    throw new UsageError(`${name} is not YAML: ${document.errors.map(({ message }) => message).join("; ")}`);
  }
  const { data, error } = settings.safeParse(document.toJS() ?? {});
  if (data === undefined) {
    const problems = error.issues.map(({ path: key, message }) => ({ key: key.join("."), message }));
    throw new UsageError(describeConfigProblems(name, problems));
  }
  return data;
}

/** Pulumi hands text to programs: scalars as they are, lists and objects as JSON, secrets decrypted. */
function asPulumiText(config: Readonly<Record<string, unknown>>): {
  readonly raw: RawConfig;
  readonly secretKeys: ReadonlySet<string>;
} {
  const raw: Record<string, string> = {};
  const secretKeys = new Set<string>();
  for (const [key, value] of Object.entries(config)) {
    if (typeof value === "object" && value !== null && "secure" in value) {
      secretKeys.add(key);
    }
    raw[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return { raw, secretKeys };
}

function unknownNamespaces(keys: readonly string[]): readonly ConfigProblem[] {
  const allowed = [platformNamespace, ...phaseNames];
  return keys
    .filter((key) => {
      const namespace = key.split(":")[0] ?? "";
      return namespace !== platformNamespace && !isPhase(namespace) && !foreignNamespaces.includes(namespace);
    })
    .map((key) => ({
      key,
      message: `belongs to no phase; keys start with one of ${allowed.map((name) => `${name}:`).join(", ")}`,
    }));
}
