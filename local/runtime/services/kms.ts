import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  KeySpec,
  KeyUsageType,
  ListAliasesCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import { z } from "zod";

import type { ResourceContext, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
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
  tagsOf,
} from "./properties.ts";

const gone = ["NotFoundException"];

/** Real KMS types. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:kms/alias:Alias": alias(clients),
    "aws:kms/key:Key": key(clients),
    "aws:kms/keyPolicy:KeyPolicy": keyPolicy(clients),
  };
}

const keyInputs = z.object({
  region: z.string().optional(),
  bypassPolicyLockoutSafetyCheck: z.boolean().optional(),
  customerMasterKeySpec: z.enum(KeySpec).optional(),
  deletionWindowInDays: z.number().optional(),
  description: z.string().optional(),
  enableKeyRotation: z.boolean().optional(),
  isEnabled: z.boolean().optional(),
  keyUsage: z.enum(KeyUsageType).optional(),
  multiRegion: z.boolean().optional(),
  policy: jsonDocument.optional(),
  rotationPeriodInDays: z.number().optional(),
  ...tagged,
});

type KeyInputs = z.infer<typeof keyInputs>;

/** The key spec of keys that can rotate. */
const symmetric = "SYMMETRIC_DEFAULT";

function key(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: keyInputs,
    gone,
    async create(inputs, context) {
      const kms = clients.kms(regionOf(inputs, context));
      const { KeyMetadata } = await kms.send(
        new CreateKeyCommand({
          BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
          Description: inputs.description,
          KeySpec: inputs.customerMasterKeySpec,
          KeyUsage: inputs.keyUsage,
          MultiRegion: inputs.multiRegion,
          Policy: inputs.policy,
          Tags: kmsTags(tagsOf(inputs)),
        }),
      );
      const KeyId = KeyMetadata?.KeyId;
      if (KeyId === undefined) throw new Error("KMS answered CreateKey without a key ID.");
      await setRotation(kms, KeyId, inputs);
      if (inputs.isEnabled === false) await kms.send(new DisableKeyCommand({ KeyId }));
      return KeyId;
    },
    async read(id, state, context) {
      const kms = clients.kms(regionOf(state, context));
      const { KeyMetadata: found } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
      // A key waiting for its deletion cannot be used any more: the provider counts it as gone.
      if (found === undefined || found.KeyState === "PendingDeletion") return undefined;
      const rotation =
        found.KeySpec === symmetric ? await kms.send(new GetKeyRotationStatusCommand({ KeyId: id })) : undefined;
      const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: id }));
      const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
      return present({
        id,
        keyId: id,
        arn: found.Arn,
        region: regionOf(state, context),
        customerMasterKeySpec: found.KeySpec,
        description: found.Description ?? "",
        enableKeyRotation: rotation?.KeyRotationEnabled ?? false,
        isEnabled: found.Enabled,
        keyUsage: found.KeyUsage,
        multiRegion: found.MultiRegion ?? false,
        policy: Policy && currentDocument(state.policy, Policy),
        rotationPeriodInDays: rotation?.KeyRotationEnabled === true ? rotation.RotationPeriodInDays : undefined,
        ...currentTags(state, fromKmsTags(Tags)),
      });
    },
    async update(id, inputs, { context }) {
      const kms = clients.kms(regionOf(inputs, context));
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId: id, Description: inputs.description ?? "" }));
      if (inputs.policy !== undefined) await putPolicy(kms, id, inputs);
      await kms.send(
        inputs.isEnabled === false ? new DisableKeyCommand({ KeyId: id }) : new EnableKeyCommand({ KeyId: id }),
      );
      await setRotation(kms, id, inputs);
      const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
      const { remove, set } = tagChange(fromKmsTags(Tags), tagsOf(inputs));
      if (remove.length > 0) await kms.send(new UntagResourceCommand({ KeyId: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) await kms.send(new TagResourceCommand({ KeyId: id, Tags: kmsTags(set) }));
    },
    async delete(id, state, context) {
      const kms = clients.kms(regionOf(state, context));
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
      if (KeyMetadata?.KeyState === "PendingDeletion") return;
      // 30 days is KMS's own default.
      const PendingWindowInDays = typeof state.deletionWindowInDays === "number" ? state.deletionWindowInDays : 30;
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays }));
    },
  });
}

async function setRotation(kms: KMSClient, KeyId: string, inputs: KeyInputs): Promise<void> {
  if (inputs.enableKeyRotation === true) {
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: inputs.rotationPeriodInDays }));
  } else if ((inputs.customerMasterKeySpec ?? symmetric) === symmetric) {
    const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    if (KeyRotationEnabled === true) await kms.send(new DisableKeyRotationCommand({ KeyId }));
  }
}

function alias(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: z.object({ name: z.string(), targetKeyId: z.string(), region: z.string().optional() }),
    exists: ["AlreadyExistsException"],
    gone,
    async create(inputs, context) {
      const kms = clients.kms(regionOf(inputs, context));
      await kms.send(new CreateAliasCommand({ AliasName: inputs.name, TargetKeyId: inputs.targetKeyId }));
      return inputs.name;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const kms = clients.kms(region);
      let Marker: string | undefined;
      do {
        const page = await kms.send(new ListAliasesCommand({ Marker }));
        const found = page.Aliases?.find((candidate) => candidate.AliasName === id);
        if (found?.TargetKeyId !== undefined) {
          const targetKeyArn = keyArn(found.TargetKeyId, region, context);
          // The program may have named the key by ID or ARN; both mean the same.
          const targetKeyId = state.targetKeyId === targetKeyArn ? targetKeyArn : found.TargetKeyId;
          return { id, name: id, arn: found.AliasArn, region, targetKeyId, targetKeyArn };
        }
        Marker = page.NextMarker;
      } while (Marker !== undefined);
      return undefined;
    },
    async update(id, inputs, { context }) {
      await clients
        .kms(regionOf(inputs, context))
        .send(new UpdateAliasCommand({ AliasName: id, TargetKeyId: inputs.targetKeyId }));
    },
    async delete(id, state, context) {
      await clients.kms(regionOf(state, context)).send(new DeleteAliasCommand({ AliasName: id }));
    },
  });
}

function keyArn(keyId: string, region: string, { account }: ResourceContext): string {
  return keyId.startsWith("arn:") ? keyId : `arn:${account.partition}:kms:${region}:${account.accountId}:key/${keyId}`;
}

const keyPolicyInputs = z.object({
  keyId: z.string(),
  policy: jsonDocument,
  region: z.string().optional(),
  bypassPolicyLockoutSafetyCheck: z.boolean().optional(),
});

function keyPolicy(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: keyPolicyInputs,
    gone,
    async create(inputs, context) {
      await putPolicy(clients.kms(regionOf(inputs, context)), inputs.keyId, inputs);
      return inputs.keyId;
    },
    async read(id, state, context) {
      const kms = clients.kms(regionOf(state, context));
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
      if (KeyMetadata?.KeyState === "PendingDeletion") return undefined;
      const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId: id }));
      return { id, keyId: id, region: regionOf(state, context), policy: currentDocument(state.policy, Policy) };
    },
    async update(id, inputs, { context }) {
      await putPolicy(clients.kms(regionOf(inputs, context)), id, inputs);
    },
    async delete(id, state, context) {
      // A key always has a policy: what is left is the one KMS gives a key that was made without.
      const { partition, accountId } = context.account;
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Enable IAM User Permissions",
            Effect: "Allow",
            Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      });
      await putPolicy(clients.kms(regionOf(state, context)), id, { policy });
    },
  });
}

async function putPolicy(
  kms: KMSClient,
  KeyId: string,
  inputs: { policy?: string; bypassPolicyLockoutSafetyCheck?: boolean },
): Promise<void> {
  await kms.send(
    new PutKeyPolicyCommand({
      KeyId,
      Policy: inputs.policy,
      PolicyName: "default",
      BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
    }),
  );
}

function kmsTags(tags: Record<string, string>): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

function fromKmsTags(tags: readonly { TagKey?: string; TagValue?: string }[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
}
