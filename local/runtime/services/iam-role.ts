import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import {
  currentDocument,
  currentTags,
  jsonDocument,
  present,
  tagChange,
  tagged,
  tagList,
  tagMap,
  tagsOf,
  text,
} from "./properties.ts";

/** IAM is one service for all regions; its clients need some region to sign for. */
export const iamRegion = "us-east-1";

/** Error names by which IAM says that the thing is gone, or there already. */
export const iamErrors = {
  gone: ["NoSuchEntityException", "NoSuchEntity"],
  exists: ["EntityAlreadyExistsException", "EntityAlreadyExists"],
};

const inputs = z.object({
  name: z.string(),
  assumeRolePolicy: jsonDocument,
  description: z.string().optional(),
  forceDetachPolicies: z.boolean().optional(),
  inlinePolicies: z.array(z.object({ name: z.string(), policy: jsonDocument })).optional(),
  managedPolicyArns: z.array(z.string()).optional(),
  maxSessionDuration: z.number().optional(),
  path: z.string().optional(),
  permissionsBoundary: z.string().optional(),
  ...tagged,
});

type Inputs = z.infer<typeof inputs>;

/** `aws:iam/role:Role`. Policies that other resources put on the role do not show in it. */
export function role(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  return handler({
    inputs,
    ...iamErrors,
    async create(given) {
      await iam.send(
        new CreateRoleCommand({
          RoleName: given.name,
          AssumeRolePolicyDocument: given.assumeRolePolicy,
          Description: given.description,
          MaxSessionDuration: given.maxSessionDuration,
          Path: given.path,
          PermissionsBoundary: given.permissionsBoundary,
          Tags: tagList(tagsOf(given)),
        }),
      );
      await setPolicies(iam, given);
      return given.name;
    },
    async read(id, state) {
      const { Role: found } = await iam.send(new GetRoleCommand({ RoleName: id }));
      if (found === undefined) return undefined;
      const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName: id }));
      return present({
        id,
        name: id,
        arn: found.Arn,
        assumeRolePolicy: currentDocument(
          state.assumeRolePolicy,
          decodeURIComponent(found.AssumeRolePolicyDocument ?? ""),
        ),
        createDate: found.CreateDate?.toISOString(),
        description: found.Description ?? text(state, "description"),
        forceDetachPolicies: state.forceDetachPolicies ?? false,
        maxSessionDuration: found.MaxSessionDuration ?? 3600,
        path: found.Path,
        permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
        uniqueId: found.RoleId,
        ...(await currentPolicies(iam, id, state)),
        ...currentTags(state, tagMap(Tags)),
      });
    },
    async update(id, given, { state }) {
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: id, PolicyDocument: given.assumeRolePolicy }));
      await iam.send(
        new UpdateRoleCommand({
          RoleName: id,
          Description: given.description ?? "",
          MaxSessionDuration: given.maxSessionDuration ?? 3600,
        }),
      );
      if (given.permissionsBoundary !== undefined) {
        await iam.send(
          new PutRolePermissionsBoundaryCommand({ RoleName: id, PermissionsBoundary: given.permissionsBoundary }),
        );
      } else if (state.permissionsBoundary !== undefined) {
        await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: id }));
      }
      const [before, after] = [declaredPolicies(state), declaredPolicies(given)];
      await removePolicies(iam, id, {
        inline: before.inline.filter((name) => !after.inline.includes(name)),
        managed: before.managed.filter((arn) => !after.managed.includes(arn)),
      });
      await setPolicies(iam, given);
      const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName: id }));
      const { remove, set } = tagChange(tagMap(Tags), tagsOf(given));
      if (remove.length > 0) await iam.send(new UntagRoleCommand({ RoleName: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) await iam.send(new TagRoleCommand({ RoleName: id, Tags: tagList(set) }));
    },
    async delete(id, state) {
      const found = state.forceDetachPolicies === true ? await actualPolicies(iam, id) : declaredPolicies(state);
      await removePolicies(iam, id, found);
      await iam.send(new DeleteRoleCommand({ RoleName: id }));
    },
  });
}

interface PolicyNames {
  readonly inline: readonly string[];
  readonly managed: readonly string[];
}

async function setPolicies(iam: IAMClient, given: Inputs): Promise<void> {
  for (const { name, policy } of given.inlinePolicies ?? []) {
    await iam.send(new PutRolePolicyCommand({ RoleName: given.name, PolicyName: name, PolicyDocument: policy }));
  }
  for (const PolicyArn of given.managedPolicyArns ?? []) {
    await iam.send(new AttachRolePolicyCommand({ RoleName: given.name, PolicyArn }));
  }
}

async function removePolicies(iam: IAMClient, RoleName: string, names: PolicyNames): Promise<void> {
  const actual = await actualPolicies(iam, RoleName);
  for (const PolicyName of names.inline.filter((name) => actual.inline.includes(name))) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }
  for (const PolicyArn of names.managed.filter((name) => actual.managed.includes(name))) {
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  }
}

async function actualPolicies(iam: IAMClient, RoleName: string): Promise<PolicyNames> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  return {
    inline: PolicyNames,
    managed: AttachedPolicies.flatMap(({ PolicyArn }) => (PolicyArn === undefined ? [] : [PolicyArn])),
  };
}

const declaredShape = inputs.pick({ inlinePolicies: true, managedPolicyArns: true });

function declaredPolicies(state: Properties): PolicyNames {
  const { inlinePolicies = [], managedPolicyArns = [] } = declaredShape.parse(state);
  return { inline: inlinePolicies.map(({ name }) => name), managed: managedPolicyArns };
}

/** What is still there of the policies that the role itself declares, in the order it declares them. */
async function currentPolicies(iam: IAMClient, RoleName: string, state: Properties): Promise<Properties> {
  const { inlinePolicies, managedPolicyArns } = declaredShape.parse(state);
  if (inlinePolicies === undefined && managedPolicyArns === undefined) return {};
  const actual = await actualPolicies(iam, RoleName);
  const inline: Properties[] = [];
  for (const declared of (inlinePolicies ?? []).filter(({ name }) => actual.inline.includes(name))) {
    const found = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: declared.name }));
    inline.push({
      name: declared.name,
      policy: currentDocument(declared.policy, decodeURIComponent(found.PolicyDocument ?? "")),
    });
  }
  return present({
    inlinePolicies: inlinePolicies && inline,
    managedPolicyArns: managedPolicyArns?.filter((arn) => actual.managed.includes(arn)),
  });
}
