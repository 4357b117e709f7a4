import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  PutRolePolicyCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from "@aws-sdk/client-iam";
import { z } from "zod";

import type { ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { iamErrors, iamRegion } from "./iam-role.ts";
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
} from "./properties.ts";

/** A role's name, or the role itself as a resource reference, whose ID is its name. */
export const roleName = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);

/** `aws:iam/rolePolicy:RolePolicy`. */
export function rolePolicy(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  const put = (given: { role: string; name: string; policy: string }) =>
    iam.send(new PutRolePolicyCommand({ RoleName: given.role, PolicyName: given.name, PolicyDocument: given.policy }));
  return handler({
    inputs: z.object({ name: z.string(), role: roleName, policy: jsonDocument }),
    ...iamErrors,
    async create(given) {
      await put(given);
      return `${given.role}:${given.name}`;
    },
    async read(id, state) {
      const { RoleName, PolicyName } = rolePolicyNames(id);
      const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const found = decodeURIComponent(PolicyDocument ?? "");
      return { id, role: RoleName, name: PolicyName, policy: currentDocument(state.policy, found) };
    },
    async update(_id, given) {
      await put(given);
    },
    async delete(id) {
      await iam.send(new DeleteRolePolicyCommand(rolePolicyNames(id)));
    },
  });
}

function rolePolicyNames(id: string): { RoleName: string; PolicyName: string } {
  const [RoleName = "", ...rest] = id.split(":");
  return { RoleName, PolicyName: rest.join(":") };
}

/** `aws:iam/policy:Policy`. */
export function policy(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  return handler({
    inputs: z.object({
      name: z.string(),
      description: z.string().optional(),
      path: z.string().optional(),
      policy: jsonDocument,
      ...tagged,
    }),
    ...iamErrors,
    async create(given) {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({
          PolicyName: given.name,
          Description: given.description,
          Path: given.path,
          PolicyDocument: given.policy,
          Tags: tagList(tagsOf(given)),
        }),
      );
      if (Policy?.Arn === undefined) throw new Error("IAM answered CreatePolicy without an ARN.");
      return Policy.Arn;
    },
    async read(id, state) {
      const { Policy: found } = await iam.send(new GetPolicyCommand({ PolicyArn: id }));
      if (found === undefined) return undefined;
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn: id, VersionId: found.DefaultVersionId }),
      );
      const { Tags } = await iam.send(new ListPolicyTagsCommand({ PolicyArn: id }));
      return present({
        id,
        arn: id,
        name: found.PolicyName,
        path: found.Path,
        policyId: found.PolicyId,
        policy: currentDocument(state.policy, decodeURIComponent(PolicyVersion?.Document ?? "")),
        // Counted by IAM as attachments come and go; not a change of the policy.
        attachmentCount: state.attachmentCount ?? 0,
        ...currentTags(state, tagMap(Tags)),
      });
    },
    async update(id, given) {
      const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: id }));
      const spare = Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true);
      // IAM keeps five versions; the oldest makes room.
      if (Versions.length >= 5) {
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId: spare.at(-1)?.VersionId }));
      }
      await iam.send(
        new CreatePolicyVersionCommand({ PolicyArn: id, PolicyDocument: given.policy, SetAsDefault: true }),
      );
      const { Tags } = await iam.send(new ListPolicyTagsCommand({ PolicyArn: id }));
      const { remove, set } = tagChange(tagMap(Tags), tagsOf(given));
      if (remove.length > 0) await iam.send(new UntagPolicyCommand({ PolicyArn: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) await iam.send(new TagPolicyCommand({ PolicyArn: id, Tags: tagList(set) }));
    },
    async delete(id) {
      const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: id }));
      for (const { VersionId } of Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)) {
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId }));
      }
      await iam.send(new DeletePolicyCommand({ PolicyArn: id }));
    },
  });
}

/** `aws:iam/rolePolicyAttachment:RolePolicyAttachment`. */
export function rolePolicyAttachment(clients: EmulatorClients): ResourceHandler {
  const iam = clients.iam(iamRegion);
  return handler({
    inputs: z.object({ role: roleName, policyArn: z.string() }),
    ...iamErrors,
    async create(given) {
      await iam.send(new AttachRolePolicyCommand({ RoleName: given.role, PolicyArn: given.policyArn }));
      // The provider makes a unique ID up; role and policy say the same and can be read back.
      return `${given.role}/${given.policyArn}`;
    },
    async read(id) {
      const { RoleName, PolicyArn } = attachment(id);
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      if (!AttachedPolicies.some((found) => found.PolicyArn === PolicyArn)) return undefined;
      return { id, role: RoleName, policyArn: PolicyArn };
    },
    async delete(id) {
      await iam.send(new DetachRolePolicyCommand(attachment(id)));
    },
  });
}

function attachment(id: string): { RoleName: string; PolicyArn: string } {
  const [RoleName = "", ...rest] = id.split("/");
  return { RoleName, PolicyArn: rest.join("/") };
}
