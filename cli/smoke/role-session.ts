import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { type RoleCredentials } from "../../workloads/jobs/submit.ts";
import { type AwsClients } from "./aws.ts";

/** What a job's role may do, in the hands of the smoke tests. */
export interface RoleSession {
  readonly credentials: RoleCredentials;
  /** Removes what was made for the session. */
  end(): Promise<void>;
}

/**
 * Credentials with exactly the policies a service's role has now.
 *
 * A role that Glue assumes trusts Glue and nobody else, and the emulator, which holds callers to that, cannot be Glue. So a
 * stand-in with the same policy documents and boundary, read from IAM at this moment, and with this account's trust is made
 * for the session. The deployed role is not touched. For the emulator only: on AWS this would be a way around the trust policy.
 */
export async function standInSession(aws: AwsClients, roleArn: string): Promise<RoleSession> {
  const [, accountId = "", roleName = ""] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
  const standIn = `${roleName}-smoke`;
  await remove(aws, standIn);
  const { Role: deployed } = await aws.iam.send(new GetRoleCommand({ RoleName: roleName }));
  const { Role } = await aws.iam.send(
    new CreateRoleCommand({
      RoleName: standIn,
      PermissionsBoundary: deployed?.PermissionsBoundary?.PermissionsBoundaryArn,
      Description: `Stands in for ${roleName} while the smoke tests run`,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "sts:AssumeRole" },
        ],
      }),
    }),
  );
  await copyPolicies(aws, roleName, standIn);
  const { Credentials } = await aws.sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "platform-smoke" }),
  );
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new Error(`AssumeRole of ${standIn} gave no credentials.`);
  }
  return { credentials: { accessKeyId, secretAccessKey, sessionToken }, end: () => remove(aws, standIn) };
}

async function copyPolicies(aws: AwsClients, from: string, to: string): Promise<void> {
  const { AttachedPolicies = [] } = await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: from }));
  if (AttachedPolicies.length > 0) {
    const names = AttachedPolicies.map(({ PolicyName = "" }) => PolicyName).join(", ");
    throw new Error(`The role ${from} has attached policies (${names}); jobs' roles carry their policies inline.`);
  }
  const { PolicyNames = [] } = await aws.iam.send(new ListRolePoliciesCommand({ RoleName: from }));
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument = "" } = await aws.iam.send(new GetRolePolicyCommand({ RoleName: from, PolicyName }));
    // IAM answers with the document URL-encoded.
    const document = decodeURIComponent(PolicyDocument);
    await aws.iam.send(new PutRolePolicyCommand({ RoleName: to, PolicyName, PolicyDocument: document }));
  }
}

/** Removes a stand-in, also one that an interrupted run left. */
async function remove(aws: AwsClients, roleName: string): Promise<void> {
  try {
    const { PolicyNames = [] } = await aws.iam.send(new ListRolePoliciesCommand({ RoleName: roleName }));
    for (const PolicyName of PolicyNames) {
      await aws.iam.send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName }));
    }
    await aws.iam.send(new DeleteRoleCommand({ RoleName: roleName }));
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith("NoSuchEntity"))) throw error;
  }
}
