import { apiHasAuth } from "../../../policy/network/api-has-auth.ts";
import { valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const url = "aws:lambda/functionUrl:FunctionUrl";
const method = "aws:apigateway/method:Method";
const route = "aws:apigatewayv2/route:Route";

export const table: RuleTable = {
  rule: apiHasAuth,
  compliant: {
    [url]: { functionName: "ingest", authorizationType: "AWS_IAM" },
    [method]: { httpMethod: "POST", authorization: "AWS_IAM" },
    [route]: { routeKey: "POST /events", authorizationType: "JWT" },
  },
  rows: [
    { kind: "compliant", title: "IAM on a function URL", findings: [] },
    { kind: "compliant", title: "IAM on a method", type: method, findings: [] },
    { kind: "compliant", title: "a token on a route", type: route, findings: [] },
    {
      kind: "compliant",
      title: "a browser's question about a method",
      type: method,
      change: { httpMethod: "OPTIONS", authorization: "NONE" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a browser's question about a route",
      type: route,
      change: { routeKey: "OPTIONS /events", authorizationType: "NONE" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a route inside a WebSocket connection",
      type: route,
      change: { routeKey: "sendMessage", authorizationType: removed },
      findings: [],
    },
    ...valueRows("authorizationType", { bad: ["NONE", ""], type: url }),
    ...valueRows("authorization", { bad: ["NONE", ""], type: method }),
    ...valueRows("authorizationType", { bad: ["NONE", ""], type: route }),
    {
      kind: "violation",
      title: "a WebSocket connection",
      type: route,
      change: { routeKey: "$connect", authorizationType: "NONE" },
      findings: ["fail authorizationType"],
    },
    {
      kind: "violation",
      title: "every route",
      type: route,
      change: { routeKey: "$default", authorizationType: "NONE" },
      findings: ["fail authorizationType"],
    },
    {
      kind: "violation",
      title: "an API key alone on a method",
      type: method,
      change: { authorization: "NONE", apiKeyRequired: true },
      findings: ["advice authorization"],
    },
    {
      kind: "violation",
      title: "an API key alone on a route",
      type: route,
      change: { authorizationType: "NONE", apiKeyRequired: true },
      findings: ["advice authorizationType"],
    },
  ],
};
