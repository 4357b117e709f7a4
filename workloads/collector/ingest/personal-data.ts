import { type PersonalField, redactedText } from "../../../contracts/events/personal-data.ts";
import { type TokenVault } from "../sinks.ts";

type Fields = Record<string, unknown>;

/**
 * Puts tokens and marks in the place of personal data, in the value itself, and notes in `tokenised` what the vault must keep.
 * Returns whether there was any.
 */
export function treat(
  event: Fields,
  fields: readonly PersonalField[],
  vault: TokenVault,
  tokenised: string[],
): boolean {
  let found = false;
  for (const { path, treatment } of fields) {
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), event);
    const name = path.at(-1) ?? "";
    if (!isObject(holder)) continue;
    const value = holder[name];
    if (typeof value !== "string") continue;
    found = true;
    if (treatment === "tokenise") tokenised.push(value);
    holder[name] = treatment === "tokenise" ? vault.tokenOf(value) : redactedText;
  }
  return found;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
