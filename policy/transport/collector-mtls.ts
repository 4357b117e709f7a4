import { mustBe } from "../check.ts";
import { property, read } from "../property.ts";
import { resourceRule, undecided } from "../rule.ts";

export const collectorMtls = resourceRule({
  id: "collector-mtls",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  what: "The listener that devices connect to verifies their certificates, where certificates are how devices say who they are.",
  why: "With another mode any client gets as far as the collector, with a certificate of its own making or with none.",
  remedy:
    'Set mutualAuthentication: { mode: "verify", trustStoreArn }; configure auth: "token" where devices have none.',
  severity: "high",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html",
  settings: {
    auth: {
      what: "How devices say who they are.",
      schema: { type: "string", enum: ["mtls", "token"] },
      default: "mtls",
    },
    tagKey: { what: "Tag that says what a listener is for.", schema: { type: "string" }, default: "Purpose" },
    tagValue: {
      what: "Value of that tag on listeners for devices.",
      schema: { type: "string" },
      default: "device-ingress",
    },
  },
  evaluate: ({ props }, { auth, tagKey, tagValue }) => {
    if (auth !== "mtls") return [];
    const purpose = property(read(props, "tags"), tagKey);
    if (purpose.state === "unknown")
      return [undecided(purpose, "a tag of which it is known whether it is for devices")];
    if (purpose.state !== "known" || purpose.misshapen || purpose.value !== tagValue) return [];
    return mustBe(props, "mutualAuthentication.mode", ["verify"]);
  },
});
