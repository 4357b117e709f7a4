import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import type { ResourceContext, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import { hasScramUser, putScramUser, removeScramUser } from "../kafka/admin.ts";
import type { Configurations } from "../kafka/configurations.ts";
import type { KafkaFleet } from "../kafka/fleet.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { clusterHandler, requireCluster } from "./msk-cluster.ts";
import { configurationHandler } from "./msk-configuration.ts";
import { asMskError, MskError } from "./msk-error.ts";
import { topicHandler } from "./msk-topic.ts";

/** Amazon MSK, made of Kafka brokers on this machine. SCRAM users come from the emulator's Secrets Manager. */
export function handlers(
  fleet: KafkaFleet,
  configurations: Configurations,
  clients: Pick<EmulatorClients, "secretsManager">,
): ResourceHandlers {
  return {
    "aws:msk/cluster:Cluster": clusterHandler(fleet, configurations),
    "aws:msk/configuration:Configuration": configurationHandler(configurations),
    "aws:msk/topic:Topic": topicHandler(fleet),
    "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation": scramAssociationHandler(fleet, clients),
  };
}

const association = z.looseObject({ clusterArn: z.string(), secretArn: z.string() });
const credential = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** MSK takes only secrets whose name starts so. */
const secretPrefix = "AmazonMSK_";

/** An association's ID is the cluster's ARN, a comma and the secret's ARN. */
function scramAssociationHandler(fleet: KafkaFleet, clients: Pick<EmulatorClients, "secretsManager">): ResourceHandler {
  const findCredential = async (secretArn: string, { account }: ResourceContext) => {
    const secret = await clients
      .secretsManager(account.region)
      .send(new GetSecretValueCommand({ SecretId: secretArn }));
    return credential.safeParse(parseJson(secret.SecretString)).data;
  };
  return handler<z.infer<typeof association>>({
    inputs: association,
    gone: ["NotFoundException", "ResourceNotFoundException"],
    async create({ clusterArn, secretArn }, context) {
      const { access } = requireCluster(fleet, clusterArn);
      if (!secretArn.split(":secret:")[1]?.startsWith(secretPrefix)) {
        throw new MskError(
          "BadRequestException",
          `The name of the secret ${secretArn} must start with ${secretPrefix}.`,
        );
      }
      const found = await findCredential(secretArn, context);
      if (found === undefined) {
        throw new MskError(
          "BadRequestException",
          `The secret ${secretArn} must hold JSON of the form {"username": "…", "password": "…"}.`,
        );
      }
      const { username, password } = found;
      await inMskWords(() => putScramUser(access, username, password));
      return `${clusterArn},${secretArn}`;
    },
    async read(id, _, context) {
      const { clusterArn, secretArn } = parseId(id);
      const { access } = requireCluster(fleet, clusterArn);
      // Without the secret's value nobody can log in with it, which is what the association is for.
      const found = await findCredential(secretArn, context);
      const there = found !== undefined && (await inMskWords(() => hasScramUser(access, found.username)));
      return there ? { clusterArn, secretArn } : undefined;
    },
    async delete(id, _, context) {
      const { clusterArn, secretArn } = parseId(id);
      const { access } = requireCluster(fleet, clusterArn);
      const found = await findCredential(secretArn, context);
      if (found !== undefined) await inMskWords(() => removeScramUser(access, found.username));
    },
  });
}

async function inMskWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asMskError(error);
  }
}

function parseId(id: string): { clusterArn: string; secretArn: string } {
  const comma = id.indexOf(",");
  return { clusterArn: id.slice(0, comma), secretArn: id.slice(comma + 1) };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
