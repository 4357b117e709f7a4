import { parseDocument, type Statement } from "../iam/document.ts";
import { all, allows, type Answer, forAnybody, judgeStatements, namesEverything } from "../iam/judge.ts";
import { matchesPattern } from "../pattern.ts";
import { read, textOf } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const wanted = "a policy for our principals and our resources";

export const vpcePolicyScoped = resourceRule({
  id: "vpce-policy-scoped",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"],
  what: "An endpoint of a service that holds data lets our principals through to our resources only.",
  why: "Without a policy, what got hold of a pod copies data to a bucket of its own account, through our private network.",
  remedy:
    "Set policy with conditions on aws:PrincipalAccount or aws:PrincipalOrgID and on aws:ResourceAccount or aws:ResourceOrgID; our VpcEndpoints does.",
  severity: "medium",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  settings: {
    services: {
      what: "Last parts of the names of services that hold data, by patterns.",
      schema: { type: "array", items: { type: "string" } },
      default: ["dynamodb", "kms", "kms-fips", "s3", "s3express", "secretsmanager"],
    },
  },
  evaluate: (resource, { services }) => {
    switch (holdsData(resource, services)) {
      case "no":
        return [];
      case "unknown":
        return [undecided({ path: "serviceName" }, wanted)];
      case "yes":
        return judge(resource);
    }
  },
});

/** A policy on its own does not say of which service it is. */
function holdsData({ type, props }: Resource, services: readonly string[]): Answer {
  if (type.endsWith(":VpcEndpointPolicy")) return "yes";
  const name = read(props, "serviceName");
  if (name.state !== "known") return name.state === "unknown" ? "unknown" : "no";
  const service = textOf(name).split(".").at(-1) ?? "";
  return services.some((pattern) => matchesPattern(pattern, service)) ? "yes" : "no";
}

function judge({ props }: Resource): readonly Finding[] {
  const policy = read(props, "policy");
  // AWS's default lets everything through.
  if (policy.state === "absent" || (policy.state === "known" && policy.value === "")) {
    return [fail(policy, "absent", wanted)];
  }
  return judgeStatements(parseDocument(policy), {
    found: "open for everything to everybody",
    wanted,
    breaks: (statement) =>
      all(allows(statement), forAnybody(statement), namesEverything(statement), unbound(statement)),
  });
}

function unbound({ conditions }: Statement): Answer {
  if (conditions.values.length > 0) return "no";
  return conditions.unknown ? "unknown" : "yes";
}
