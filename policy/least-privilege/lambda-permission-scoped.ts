import { mustBe, mustBeSet, setOrFail } from "../check.ts";
import { read, shown } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const wanted = "an account, a role, or a service together with sourceArn";

export const lambdaPermissionScoped = resourceRule({
  id: "lambda-permission-scoped",
  types: ["aws:lambda/permission:Permission"],
  what: "A function is invoked by named principals, and by services for one resource of ours.",
  why: "Without a source, any customer's bucket, topic or API makes the service invoke the function; * lets every account do it.",
  remedy: "Set sourceArn to the resource that invokes it; for S3, whose ARNs name no account, sourceAccount too.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["Lambda.1"], checkov: ["CKV_AWS_301", "CKV_AWS_364"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
  evaluate: ({ props }) => [
    ...judgePrincipal(props),
    // A function URL without authentication is open to the internet, whoever the principal is.
    ...mustBe(props, "functionUrlAuthType", ["AWS_IAM", ""], "passes"),
  ],
});

function judgePrincipal(props: Resource["props"]): readonly Finding[] {
  const principal = read(props, "principal");
  if (principal.state === "unknown") return [undecided(principal, wanted)];
  if (principal.state === "absent") return [fail(principal, "absent", wanted)];
  const { value } = principal;
  if (typeof value !== "string") return [fail(principal, shown(value), wanted)];
  if (value === "*") {
    // Everybody of the organisation.
    const organization = read(props, "principalOrgId");
    return setOrFail(organization, wanted).length === 0 ? [] : [fail(principal, '"*"', wanted)];
  }
  // Skills of Alexa are told by a token.
  if (value.startsWith("alexa-")) return mustBeSet(props, "eventSourceToken", "the id of the skill");
  if (!/\.amazonaws\.com(\.cn)?$/.test(value)) return [];
  const source = read(props, "sourceArn");
  const ofAnything = source.state === "known" && typeof source.value === "string" && /^[*?]+$/.test(source.value);
  const demanded = "the ARN of the resource that invokes it";
  return [
    ...(ofAnything ? [fail(source, shown(source.value), demanded)] : setOrFail(source, demanded)),
    ...(value === "s3.amazonaws.com" ? mustBeSet(props, "sourceAccount", "the account that owns the bucket") : []),
  ];
}
