import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const mwaaPrivate = resourceRule({
  id: "mwaa-private",
  types: ["aws:mwaa/environment:Environment"],
  what: "The Airflow web server is reached from inside the VPC only.",
  why: "Whoever reaches the web server and signs in runs code with the environment's role.",
  remedy: 'Leave webserverAccessMode out, or set it to "PRIVATE_ONLY".',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV2_AWS_66"] },
  url: "https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-networking.html",
  evaluate: ({ props }) => mustBe(props, "webserverAccessMode", ["PRIVATE_ONLY"], "passes"),
});
