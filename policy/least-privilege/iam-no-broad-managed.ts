import { met } from "../check.ts";
import { namesBoundary } from "../iam/identity-policies.ts";
import { matchesPattern } from "../pattern.ts";
import { roleType } from "../iam/trust.ts";
import { read, readEach } from "../property.ts";
import { type Resource, resourceRule } from "../rule.ts";

/** Where each type names managed policies. */
const places: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/role:Role": "managedPolicyArns[]",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns[]",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns[]",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

const [first = "", ...others] = Object.keys(places);

export const iamNoBroadManaged = resourceRule({
  id: "iam-no-broad-managed",
  types: [first, ...others],
  what: "No identity has a managed policy that opens whole services, or a boundary as its grant.",
  why: "AdministratorAccess, PowerUserAccess and every ...FullAccess take in all resources of the account and whatever AWS adds to them; a permissions boundary allows by exclusion.",
  remedy: "Write a policy of listed actions on listed resources, and attach that.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_274", "CKV2_AWS_56"], cdkNag: ["IAM4"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  settings: {
    broad: {
      what: "Names of managed policies that nobody may have, by patterns; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: [
        "*Administrator",
        "*FullAccess",
        "*FullAccess-*",
        "*FullAccess_v*",
        "AdministratorAccess*",
        "AmazonElasticMapReduceRole",
        "DataScientist",
        "PowerUserAccess",
      ],
    },
    allowed: {
      what: "Names of managed policies that are allowed though they look broad, by patterns; <role>/<name> for one role.",
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
    },
  },
  evaluate: (resource, { broad, allowed }) => {
    const { type, props } = resource;
    const isBroad = (arn: unknown): boolean => {
      if (typeof arn !== "string") return true;
      const name = arn.slice(arn.lastIndexOf("/") + 1);
      const isAllowed = [name, `${roleOf(resource)}/${name}`].some((one) =>
        allowed.some((pattern) => matchesPattern(pattern, one)),
      );
      return !isAllowed && (broad.some((pattern) => matchesPattern(pattern, name)) || namesBoundary(name));
    };
    return readEach(props, places[type] ?? "").flatMap((reading) =>
      met(reading, { wanted: "a policy of listed actions", meets: (arn) => !isBroad(arn), whenAbsent: "passes" }),
    );
  },
});

/** Name of the role that gets the policy; empty where it is not known, or nobody's. */
function roleOf({ type, props }: Resource): string {
  const name = read(props, type === roleType ? "name" : "role");
  return name.state === "known" && typeof name.value === "string" ? name.value : "";
}
