import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "./policies.ts";
import { registry } from "./registry.ts";
import { type Theme, themes } from "./rule.ts";
import { unpackOnce } from "./unpack-once.ts";

/**
 * The policy pack: serves every rule to the engine, or the themes named in `POLICY_THEMES` (comma separated).
 *
 * @throws {Error} on a theme that does not exist.
 */
const wanted = process.env.POLICY_THEMES?.split(",") ?? themes;
const chosen = wanted.map(themeOf);
const suffix = process.env.POLICY_THEMES === undefined ? "" : `-${chosen.join("-")}`;

unpackOnce();
new PolicyPack(`event-platform${suffix}`, {
  displayName: "Event platform",
  description: "What the platform's stacks must be: encrypted, authenticated, least privileged.",
  provider: "aws",
  tags: chosen,
  enforcementLevel: "mandatory",
  policies: chosen.flatMap((theme) => registry[theme].map((rule) => policyOf(rule, theme))),
});

function themeOf(name: string): Theme {
  const theme = themes.find((known) => known === name);
  if (!theme) throw new Error(`POLICY_THEMES: no theme "${name}"; there are ${themes.join(", ")}`);
  return theme;
}
