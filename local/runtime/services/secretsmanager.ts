import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { z } from "zod";

import type { ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import {
  currentDocument,
  currentTags,
  jsonDocument,
  present,
  regionOf,
  tagChange,
  tagged,
  tagList,
  tagMap,
  tagsOf,
  text,
} from "./properties.ts";

const gone = ["ResourceNotFoundException"];

/** Real Secrets Manager types. Rotation stays recorded: it needs AWS's own rotation functions. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:secretsmanager/secret:Secret": secret(clients),
    "aws:secretsmanager/secretPolicy:SecretPolicy": secretPolicy(clients),
    "aws:secretsmanager/secretVersion:SecretVersion": secretVersion(clients),
  };
}

const secretInputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  description: z.string().optional(),
  kmsKeyId: z.string().optional(),
  policy: jsonDocument.optional(),
  recoveryWindowInDays: z.number().optional(),
  ...tagged,
});

function secret(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: secretInputs,
    exists: ["ResourceExistsException"],
    gone,
    async create(given, context) {
      const manager = clients.secretsManager(regionOf(given, context));
      const { ARN } = await manager.send(
        new CreateSecretCommand({
          Name: given.name,
          Description: given.description,
          KmsKeyId: given.kmsKeyId,
          Tags: tagList(tagsOf(given)),
        }),
      );
      if (ARN === undefined) throw new Error("Secrets Manager answered CreateSecret without an ARN.");
      if (given.policy !== undefined) {
        await manager.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: given.policy }));
      }
      return ARN;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const manager = clients.secretsManager(region);
      const found = await manager.send(new DescribeSecretCommand({ SecretId: id }));
      if (found.DeletedDate !== undefined) return undefined;
      const { ResourcePolicy } =
        state.policy === undefined ? {} : await manager.send(new GetResourcePolicyCommand({ SecretId: id }));
      return present({
        id,
        arn: id,
        region,
        name: found.Name,
        description: found.Description ?? text(state, "description"),
        kmsKeyId: found.KmsKeyId ?? text(state, "kmsKeyId"),
        policy: ResourcePolicy && currentDocument(state.policy, ResourcePolicy),
        recoveryWindowInDays: state.recoveryWindowInDays ?? 30,
        ...currentTags(state, tagMap(found.Tags)),
      });
    },
    async update(id, given, { context, state }) {
      const manager = clients.secretsManager(regionOf(given, context));
      await manager.send(
        new UpdateSecretCommand({ SecretId: id, Description: given.description ?? "", KmsKeyId: given.kmsKeyId }),
      );
      if (given.policy !== undefined) {
        await manager.send(new PutResourcePolicyCommand({ SecretId: id, ResourcePolicy: given.policy }));
      } else if (state.policy !== undefined) {
        await manager.send(new DeleteResourcePolicyCommand({ SecretId: id }));
      }
      const { Tags } = await manager.send(new DescribeSecretCommand({ SecretId: id }));
      const { remove, set } = tagChange(tagMap(Tags), tagsOf(given));
      if (remove.length > 0) await manager.send(new UntagResourceCommand({ SecretId: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) {
        await manager.send(new TagResourceCommand({ SecretId: id, Tags: tagList(set) }));
      }
    },
    async delete(id, state, context) {
      const days = typeof state.recoveryWindowInDays === "number" ? state.recoveryWindowInDays : 30;
      const manager = clients.secretsManager(regionOf(state, context));
      const { DeletedDate } = await manager.send(new DescribeSecretCommand({ SecretId: id }));
      if (DeletedDate !== undefined) return;
      await manager.send(
        new DeleteSecretCommand({
          SecretId: id,
          // Zero is the provider's way of asking for a deletion at once.
          ...(days === 0 ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: days }),
        }),
      );
    },
  });
}

const versionInputs = z.object({
  secretId: z.string(),
  region: z.string().optional(),
  secretString: z.string().optional(),
  secretBinary: z.string().optional(),
  versionStages: z.array(z.string()).optional(),
});

function secretVersion(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: versionInputs,
    gone,
    async create(given, context) {
      const { ARN, VersionId } = await clients.secretsManager(regionOf(given, context)).send(
        new PutSecretValueCommand({
          SecretId: given.secretId,
          SecretString: given.secretString,
          SecretBinary: given.secretBinary === undefined ? undefined : Buffer.from(given.secretBinary, "base64"),
          VersionStages: given.versionStages,
        }),
      );
      if (ARN === undefined || VersionId === undefined) throw new Error("Secrets Manager answered without a version.");
      return `${ARN}|${VersionId}`;
    },
    async read(id, state, context) {
      const [SecretId = "", VersionId = ""] = id.split("|");
      const region = regionOf(state, context);
      const manager = clients.secretsManager(region);
      const { DeletedDate } = await manager.send(new DescribeSecretCommand({ SecretId }));
      if (DeletedDate !== undefined) return undefined;
      const found = await manager.send(new GetSecretValueCommand({ SecretId, VersionId }));
      return present({
        id,
        arn: SecretId,
        secretArn: SecretId,
        region,
        secretId: state.secretId ?? SecretId,
        secretString: found.SecretString,
        secretBinary: found.SecretBinary && Buffer.from(found.SecretBinary).toString("base64"),
        versionId: VersionId,
        versionStages: found.VersionStages,
      });
    },
    async delete() {
      // A version with a staging label cannot be removed; it goes with its secret.
    },
  });
}

function secretPolicy(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: z.object({ secretArn: z.string(), policy: jsonDocument, region: z.string().optional() }),
    gone,
    async create(given, context) {
      await clients
        .secretsManager(regionOf(given, context))
        .send(new PutResourcePolicyCommand({ SecretId: given.secretArn, ResourcePolicy: given.policy }));
      return given.secretArn;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { ResourcePolicy } = await clients
        .secretsManager(region)
        .send(new GetResourcePolicyCommand({ SecretId: id }));
      if (ResourcePolicy === undefined || ResourcePolicy === "") return undefined;
      return { id, secretArn: id, region, policy: currentDocument(state.policy, ResourcePolicy) };
    },
    async update(id, given, { context }) {
      await clients
        .secretsManager(regionOf(given, context))
        .send(new PutResourcePolicyCommand({ SecretId: id, ResourcePolicy: given.policy }));
    },
    async delete(id, state, context) {
      await clients.secretsManager(regionOf(state, context)).send(new DeleteResourcePolicyCommand({ SecretId: id }));
    },
  });
}
