import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const mwaaCmk = resourceRule({
  id: "mwaa-cmk",
  types: ["aws:mwaa/environment:Environment"],
  what: "An Airflow environment is encrypted with a key of ours.",
  why: "Its database holds connections and variables, passwords among them; the default is the AWS managed key.",
  remedy: "Set kmsKey to a key of ours. It cannot be changed later: the environment is replaced.",
  severity: "medium",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/mwaa/latest/userguide/custom-keys-certs.html",
  evaluate: ({ props }) => mustBeOwnKey(props, "kmsKey"),
});
