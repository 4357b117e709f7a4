import type { ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { instanceProfile, openIdConnectProvider } from "./iam-identities.ts";
import { policy, rolePolicy, rolePolicyAttachment } from "./iam-policies.ts";
import { role } from "./iam-role.ts";

/** Real IAM types; with authorisation on, the emulator evaluates the documents they deploy. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:iam/instanceProfile:InstanceProfile": instanceProfile(clients),
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider(clients),
    "aws:iam/policy:Policy": policy(clients),
    "aws:iam/role:Role": role(clients),
    "aws:iam/rolePolicy:RolePolicy": rolePolicy(clients),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": rolePolicyAttachment(clients),
  };
}
