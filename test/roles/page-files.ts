import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { phaseNames } from "../../contracts/stacks/index.ts";
import { type Deployed } from "./deployed.ts";
import { pageOf } from "./pages.ts";

export const pagesFolder = path.join(import.meta.dirname, "../../docs/roles");

export function pageFile(phase: string): string {
  return path.join(pagesFolder, `${phase}.md`);
}

/** The pages as they lie in the repository, by phase. */
export async function pages(deployed: readonly Deployed[]): Promise<ReadonlyMap<string, string>> {
  const written = phaseNames.map(async (phase) => {
    const text = pageOf(phase, deployed);
    const options = { ...(await resolveConfig(pageFile(phase))), filepath: pageFile(phase) };
    return [phase, text === undefined ? undefined : await format(text, options)] as const;
  });
  const all = await Promise.all(written);
  return new Map(all.flatMap(([phase, text]) => (text === undefined ? [] : [[phase, text] as const])));
}
