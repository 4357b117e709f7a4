import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteInstanceProfileCommand,
  DeleteOpenIDConnectProviderCommand,
  GetInstanceProfileCommand,
  GetOpenIDConnectProviderCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
  UntagInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { z } from "zod";

import type { ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { roleName } from "./iam-policies.ts";
import { iamErrors, iamRegion } from "./iam-role.ts";
import { currentTags, present, tagChange, tagged, tagList, tagMap, tagsOf } from "./properties.ts";

/** `aws:iam/instanceProfile:InstanceProfile`. */
export function instanceProfile(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  return handler({
    inputs: z.object({ name: z.string(), path: z.string().optional(), role: roleName.optional(), ...tagged }),
    ...iamErrors,
    async create({ name, path, role: RoleName, ...given }) {
      await iam.send(
        new CreateInstanceProfileCommand({ InstanceProfileName: name, Path: path, Tags: tagList(tagsOf(given)) }),
      );
      if (RoleName !== undefined) {
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName }));
      }
      return name;
    },
    async read(id, state) {
      const { InstanceProfile: found } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: id }));
      if (found === undefined) return undefined;
      return present({
        id,
        name: id,
        arn: found.Arn,
        createDate: found.CreateDate?.toISOString(),
        path: found.Path,
        role: found.Roles?.[0]?.RoleName,
        uniqueId: found.InstanceProfileId,
        ...currentTags(state, tagMap(found.Tags)),
      });
    },
    async update(id, { role: RoleName, ...given }) {
      const InstanceProfileName = id;
      const { InstanceProfile: found } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));
      const { remove, set } = tagChange(tagMap(found?.Tags), tagsOf(given));
      if (remove.length > 0) await iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: remove }));
      if (Object.keys(set).length > 0) {
        await iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: tagList(set) }));
      }
      const before = found?.Roles?.[0]?.RoleName;
      if (before !== undefined && before !== RoleName) {
        await iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: id, RoleName: before }));
      }
      if (RoleName !== undefined && before !== RoleName) {
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: id, RoleName }));
      }
    },
    async delete(id) {
      const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: id }));
      for (const { RoleName } of InstanceProfile?.Roles ?? []) {
        await iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: id, RoleName }));
      }
      await iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: id }));
    },
  });
}

const openIdConnectInputs = z.object({
  url: z.string(),
  clientIdLists: z.array(z.string()),
  thumbprintLists: z.array(z.string()).optional(),
  ...tagged,
});

/** `aws:iam/openIdConnectProvider:OpenIdConnectProvider`. */
export function openIdConnectProvider(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  const create = async (given: z.infer<typeof openIdConnectInputs>) => {
    const { OpenIDConnectProviderArn } = await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: given.url,
        ClientIDList: given.clientIdLists,
        ThumbprintList: given.thumbprintLists,
        Tags: tagList(tagsOf(given)),
      }),
    );
    if (OpenIDConnectProviderArn === undefined) throw new Error("IAM answered without the provider's ARN.");
    return OpenIDConnectProviderArn;
  };
  return handler({
    inputs: openIdConnectInputs,
    ...iamErrors,
    create,
    async read(id, state) {
      const found = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id }));
      return present({
        id,
        arn: id,
        // IAM leaves the scheme out; the program writes it.
        url: typeof state.url === "string" && state.url.endsWith(found.Url ?? "") ? state.url : found.Url,
        clientIdLists: found.ClientIDList,
        thumbprintLists: found.ThumbprintList ?? [],
        ...currentTags(state, tagMap(found.Tags)),
      });
    },
    async update(id, given) {
      // The emulator changes nothing of a provider in place; its ARN follows from its URL, so a new one is the same one.
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id }));
      await create(given);
    },
    async delete(id) {
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id }));
    },
  });
}
