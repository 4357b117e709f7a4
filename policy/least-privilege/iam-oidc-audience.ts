import { elements, read, textOf } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const audience = "sts.amazonaws.com";
const wanted = `a list of "${audience}" alone`;

export const iamOidcAudience = resourceRule({
  id: "iam-oidc-audience",
  types: ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
  what: "IAM takes tokens of a cluster that were made for IAM.",
  why: "With another audience, a token that a pod shows to some other service opens AWS as well.",
  remedy: `Set clientIdLists to ["${audience}"].`,
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html",
  evaluate: (resource) => {
    const cluster = isCluster(resource);
    return cluster === "no" ? [] : judge(resource, cluster);
  },
});

/** A provider for GitHub, say, has the audience that its workflows ask for. */
function isCluster({ props }: Resource): "yes" | "no" | "unknown" {
  const url = read(props, "url");
  if (url.state !== "known") return "unknown";
  return /^(https:\/\/)?oidc[.-]eks\./.test(textOf(url)) ? "yes" : "no";
}

function judge({ props }: Resource, cluster: "yes" | "unknown"): readonly Finding[] {
  const list = read(props, "clientIdLists");
  if (list.state === "unknown") return [undecided(list, wanted)];
  const audiences = list.state === "known" ? elements(list) : [];
  const isRight = audiences.length > 0 && audiences.every((one) => one.state === "known" && one.value === audience);
  if (isRight) return [];
  const isOpen = cluster === "unknown" || audiences.some(({ state }) => state === "unknown");
  return [isOpen ? undecided(list, wanted) : fail(list, "another list", wanted)];
}
