import { ownKeyWhere } from "../kms-key.ts";
import { isObject, type Properties, read } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const lambdaEnvCmk = resourceRule({
  id: "lambda-env-cmk",
  types: ["aws:lambda/function:Function"],
  what: "A function with environment variables has them encrypted with a key of ours.",
  why: "Under Lambda's own key, whoever may read the function's configuration reads the variables; with one of ours they need the key too.",
  remedy: "Set kmsKeyArn to the key of the function's purpose, as the NodeFunction component does.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_173"] },
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  evaluate: ({ props }) => ownKeyWhere(hasVariables(props), read(props, "kmsKeyArn")),
});

function hasVariables(props: Properties): boolean | "unknown" {
  const variables = read(props, "environment.variables");
  if (variables.state === "unknown") return "unknown";
  if (variables.state === "absent") return false;
  return !isObject(variables.value) || Object.keys(variables.value).length > 0;
}
