import { registry } from "../../policy/registry.ts";
import { type Rule, type Theme, themes } from "../../policy/rule.ts";
import { environments } from "../../stacks/platform-config.ts";
import { configDirectory } from "../repository.ts";
import { UsageError } from "../steps.ts";
import { type EnforcementLevel, levelIn, readPolicyConfig } from "./config.ts";
import { nearest } from "./nearest.ts";

/** A rule with its theme, and its level in every environment. */
export interface CatalogueEntry {
  readonly rule: Rule;
  readonly theme: Theme;
  readonly levels: Readonly<Record<string, EnforcementLevel>>;
}

/**
 * Every rule, theme by theme.
 *
 * @param folder where the environments' configuration is looked for first
 * @throws {UsageError} with every problem of an environment's policy configuration.
 */
export function catalogue(folder = configDirectory()): readonly CatalogueEntry[] {
  const configs = environments.map((environment) => [environment, readPolicyConfig(environment, folder)] as const);
  return themes.flatMap((theme) =>
    registry[theme].map((rule) => ({
      rule,
      theme,
      levels: Object.fromEntries(configs.map(([environment, config]) => [environment, levelIn(config, rule)])),
    })),
  );
}

/** @throws {UsageError} naming rules that may have been meant. */
export function entryOf(id: string): CatalogueEntry {
  const entries = catalogue();
  const found = entries.find(({ rule }) => rule.id === id);
  if (found !== undefined) return found;
  const meant = nearest(
    id,
    entries.map(({ rule }) => rule.id),
  );
  const hint = meant.length > 0 ? `did you mean ${meant.join(" or ")}? ` : "";
  throw new UsageError(`There is no rule "${id}": ${hint}npx platform policy list names them all.`);
}

/** @throws {UsageError} naming the themes. */
export function themeOf(name: string): Theme {
  const theme = themes.find((known) => known === name);
  if (theme === undefined) throw new UsageError(`There is no theme "${name}"; themes: ${themes.join(", ")}.`);
  return theme;
}
