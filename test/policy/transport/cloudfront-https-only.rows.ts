import { cloudfrontHttpsOnly } from "../../../policy/transport/cloudfront-https-only.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
const behavior = { pathPattern: "/api/*", viewerProtocolPolicy: "https-only" };
const defaultCacheBehavior = { viewerProtocolPolicy: "redirect-to-https" };
const byDefault = "defaultCacheBehavior.viewerProtocolPolicy";

export const table: RuleTable = {
  rule: cloudfrontHttpsOnly,
  compliant: {
    "aws:cloudfront/distribution:Distribution": { defaultCacheBehavior, orderedCacheBehaviors: [behavior] },
    [multitenant]: { defaultCacheBehavior, cacheBehaviors: [behavior] },
  },
  rows: [
    { kind: "compliant", title: "redirects and HTTPS", findings: [] },
    { kind: "compliant", title: "of many tenants", type: multitenant, findings: [] },
    { kind: "absent", title: "no other behaviors", change: { orderedCacheBehaviors: removed }, findings: [] },
    {
      kind: "absent",
      title: "no default behavior",
      change: { defaultCacheBehavior: removed },
      findings: ["fail defaultCacheBehavior"],
    },
    {
      kind: "unknown",
      title: "other behaviors not known yet",
      change: { orderedCacheBehaviors: notKnownYet },
      findings: ["undecided orderedCacheBehaviors"],
    },
    {
      kind: "wrong type",
      title: "other behaviors that are text",
      change: { orderedCacheBehaviors: "https-only" },
      findings: ["fail orderedCacheBehaviors"],
    },
    ...valueRows(byDefault, { bad: ["allow-all"] }),
    ...valueRows(byDefault, { type: multitenant, bad: ["allow-all"] }),
    ...valueRows("orderedCacheBehaviors.0.viewerProtocolPolicy", { bad: ["allow-all"] }),
    ...valueRows("cacheBehaviors.0.viewerProtocolPolicy", { type: multitenant, bad: ["allow-all"] }),
  ],
};
