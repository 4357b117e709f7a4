import { has, mustBe } from "../check.ts";
import { type Properties, read } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const block = "clientAuthentication";

export const mskAuthenticated = resourceRule({
  id: "msk-authenticated",
  types: ["aws:msk/cluster:Cluster"],
  what: "An MSK cluster knows who every client is.",
  why: "An unauthenticated client may read and write every topic: without a principal no ACL or IAM policy can apply.",
  remedy: "Set clientAuthentication.sasl.iam: true (or sasl.scram, or tls) and leave unauthenticated out.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["MSK.6"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html",
  evaluate: ({ props }) => [...mustBe(props, `${block}.unauthenticated`, [false], "passes"), ...someMethod(props)],
});

function someMethod(props: Properties): readonly Finding[] {
  const wanted = "with sasl.iam, sasl.scram or tls";
  const methods = [
    has(props, `${block}.sasl.iam`, [true]),
    has(props, `${block}.sasl.scram`, [true]),
    certificates(props),
  ];
  if (methods.includes(true)) return [];
  const place = { path: block };
  if (methods.includes("unknown")) return [undecided(place, wanted)];
  return [fail(place, read(props, block).state === "absent" ? "absent" : "without a method", wanted)];
}

/** Whether client certificates of some authority are taken. */
function certificates(props: Properties): boolean | "unknown" {
  const authorities = read(props, `${block}.tls.certificateAuthorityArns`);
  if (authorities.state === "unknown") return "unknown";
  return authorities.state === "known" && Array.isArray(authorities.value) && authorities.value.length > 0;
}
