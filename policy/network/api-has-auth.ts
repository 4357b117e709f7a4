import { has, met } from "../check.ts";
import { type Properties, read } from "../property.ts";
import { advice, type Finding, resourceRule } from "../rule.ts";

const method = "aws:apigateway/method:Method";
const route = "aws:apigatewayv2/route:Route";

export const apiHasAuth = resourceRule({
  id: "api-has-auth",
  types: ["aws:lambda/functionUrl:FunctionUrl", method, route],
  what: "Nobody calls an API or a function URL without saying who they are.",
  why: "An address without authorization is called by whoever finds it, at our cost and with the function's rights.",
  remedy:
    'Set authorizationType (function URL, route) or authorization (method) to "AWS_IAM" or an authorizer. An API key tells callers apart and is no authorization.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["APIGateway.8"], checkov: ["CKV_AWS_258", "CKV_AWS_59", "CKV_AWS_309"], cdkNag: ["APIG4"] },
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  evaluate: ({ type, props }) => {
    const findings = authorized(props, type === method ? "authorization" : "authorizationType");
    if (findings.length === 0 || isOpenByNature(type, props)) return [];
    return type !== "aws:lambda/functionUrl:FunctionUrl" && has(props, "apiKeyRequired", [true]) === true
      ? advice(findings)
      : findings;
  },
});

function authorized(props: Properties, path: string): readonly Finding[] {
  return met(read(props, path), {
    wanted: "a kind of authorization",
    meets: (kind) => typeof kind === "string" && kind !== "" && kind !== "NONE",
  });
}

/**
 * Browsers ask OPTIONS without credentials. Of a WebSocket API only `$connect` can be authorized; its other routes have
 * names of their own, where those of an HTTP API are a method and a path.
 */
function isOpenByNature(type: string, props: Properties): boolean {
  if (type === method) return has(props, "httpMethod", ["OPTIONS"]) === true;
  const key = type === route ? read(props, "routeKey") : undefined;
  if (key?.state !== "known" || typeof key.value !== "string") return false;
  return key.value.startsWith("OPTIONS ") || !(key.value.includes(" ") || ["$connect", "$default"].includes(key.value));
}
