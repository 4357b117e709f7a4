import { type Theme, themes } from "../../policy/rule.ts";
import { type CatalogueEntry } from "../policy/catalogue.ts";
import { controlsInWords, levelInWords } from "./policy-catalogue.ts";

/** What each theme is about, in one sentence. */
const about: Readonly<Record<Theme, string>> = {
  encryption: "What is stored is encrypted, with keys of ours.",
  transport: "What travels is encrypted and comes from whom it says.",
  "least-privilege": "Identities may do what their work needs, on what it needs.",
  network: "What need not be reached from elsewhere cannot be.",
  logging: "What happens is written down and kept.",
  "data-protection": "Data survives mistakes and is not given away.",
  tagging: "Everything says whose it is and what it holds.",
  kubernetes: "Pods get no more of their node and cluster than they need.",
};

/** The page of all rules, theme by theme; Markdown that is yet to be formatted. */
export function policiesDocument(entries: readonly CatalogueEntry[]): string {
  return [
    "# Policy rules",
    "",
    "<!-- Generated: npm run policies:record -->",
    "",
    `The ${entries.length} rules that every preview and update runs under. A mandatory rule refuses what breaks it, an advisory one says`,
    "so. Levels differ by environment in `policy/config/<environment>.json` alone. How the packs work:",
    "[decision 0005](decisions/0005-policy.md); how to use them elsewhere: [policy/README.md](../policy/README.md).",
    "",
    "| theme | rules | mandatory |",
    "| - | -: | -: |",
    ...themes.map((theme) => overview(theme, entries)),
    "",
    ...themes.flatMap((theme) => themeSection(theme, entries)),
  ].join("\n");
}

function overview(theme: Theme, entries: readonly CatalogueEntry[]): string {
  const rules = entries.filter((entry) => entry.theme === theme);
  const mandatory = rules.filter(({ rule }) => rule.level === "mandatory");
  return `| [${theme}](#${theme}) | ${rules.length} | ${mandatory.length} |`;
}

function themeSection(theme: Theme, entries: readonly CatalogueEntry[]): readonly string[] {
  const rules = entries.filter((entry) => entry.theme === theme);
  return [`## ${theme}`, "", about[theme], "", ...rules.flatMap(ruleSection)];
}

function ruleSection(entry: CatalogueEntry): readonly string[] {
  const { rule } = entry;
  const settings = Object.entries(rule.settings ?? {});
  return [
    `### ${rule.id}`,
    "",
    plain(rule.what),
    "",
    `- Why: ${plain(rule.why)}`,
    `- Remedy: ${plain(rule.remedy)}`,
    `- Level: ${levelInWords(entry)}; severity ${rule.severity}`,
    ...settings.map(
      ([name, { what, default: value }]) =>
        `- Setting \`${name}\`: ${plain(what)} Default: \`${JSON.stringify(value)}\``,
    ),
    `- Judges: ${rule.types.map((type) => `\`${type}\``).join(", ")}${rule.kind === "stack" ? ", with what is linked to it in the stack" : ""}`,
    `- Controls: ${plain(controlsInWords(rule.controls))}; [documentation](${rule.url})`,
    "",
  ];
}

/** Text in which no character means anything to Markdown; an underscore within a word does not. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*<>[\]|]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`);
}
