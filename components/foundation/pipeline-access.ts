import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deploymentBoundaryArn } from "../iam/boundary-document.ts";
import { managedPolicyArn, physicalName, type Place, roleArn } from "../naming.ts";
import {
  deployDocument,
  githubAudience,
  githubIssuer,
  type GitHubRepository,
  githubTrust,
  previewDocument,
} from "./pipeline-policies.ts";
import { type PipelineRole, pipelineRoles } from "./pipeline-roles.ts";

export interface PipelineAccessArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Repository whose workflows get in. */
  readonly github: GitHubRepository;
  /** Whether to make the account's provider for GitHub, of which there is one. */
  readonly makeProvider: boolean;
}

/** What a role may do: a policy of AWS and what is added to it. */
const permissions = {
  preview: { managed: "ReadOnlyAccess", document: previewDocument, hours: 1 },
  deploy: { managed: "PowerUserAccess", document: deployDocument, hours: 2 },
} as const satisfies Record<PipelineRole, unknown>;

/**
 * How GitHub's workflows get into the account: no stored key, a role to look for every pull request, and one to deploy for
 * the jobs of the environment.
 */
export class PipelineAccess extends pulumi.ComponentResource {
  readonly roleArns: Readonly<Record<PipelineRole, string>>;

  constructor(name: string, args: PipelineAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:PipelineAccess", name, {}, opts);
    const { place, github, makeProvider } = args;
    const provider = makeProvider
      ? [
          new aws.iam.OpenIdConnectProvider(
            `${name}-github`,
            // IAM trusts GitHub's certificates by its own list of authorities: no thumbprint.
            { url: `https://${githubIssuer}`, clientIdLists: [githubAudience] },
            { parent: this },
          ),
        ]
      : [];

    for (const role of pipelineRoles) {
      const { managed, document, hours } = permissions[role];
      const made = new aws.iam.Role(
        `${name}-${role}`,
        {
          name: physicalName("iam-role", place, role),
          description: `${role}: workflows of ${github.organization}/${github.repository}`,
          assumeRolePolicy: githubTrust(place, role, github),
          permissionsBoundary: deploymentBoundaryArn(place),
          maxSessionDuration: hours * 3_600,
        },
        { parent: this, dependsOn: provider },
      );
      new aws.iam.RolePolicyAttachment(
        `${name}-${role}-${managed}`,
        { role: made.name, policyArn: managedPolicyArn(place, managed) },
        { parent: this },
      );
      new aws.iam.RolePolicy(
        `${name}-${role}-policy`,
        { name: role, role: made.name, policy: document(place) },
        { parent: this },
      );
    }

    const arnOf = (role: PipelineRole): string => roleArn(place, physicalName("iam-role", place, role));
    this.roleArns = { preview: arnOf("preview"), deploy: arnOf("deploy") };
    this.registerOutputs({ roleArns: this.roleArns });
  }
}
