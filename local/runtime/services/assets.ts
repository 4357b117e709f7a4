import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

/** Key under which the provider protocol marks a special value, and its marks (Pulumi SDK, `runtime/rpc`). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

const asset = z.object({
  [signatureKey]: z.literal(assetSignature),
  path: z.string().optional(),
  text: z.string().optional(),
});

const archive = z.object({
  [signatureKey]: z.literal(archiveSignature),
  path: z.string().optional(),
  assets: z.record(z.string(), z.unknown()).optional(),
});

/** One file of an archive. */
export interface ArchiveEntry {
  /** Path in the archive, with `/`. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** The bytes of a file asset or text asset in its form on the provider protocol; `undefined` when it is none. */
export async function assetContent(value: unknown): Promise<Uint8Array | undefined> {
  const parsed = asset.safeParse(value);
  if (!parsed.success) return undefined;
  const { path, text } = parsed.data;
  if (text !== undefined && text !== "") return Buffer.from(text);
  if (path !== undefined && path !== "") return readFile(path);
  return Buffer.from(text ?? "");
}

/**
 * The files of an archive in its form on the provider protocol: a folder or a map of assets and archives. A path to a
 * file is an archive that is packed already: then its bytes.
 */
export async function archiveContent(value: unknown): Promise<readonly ArchiveEntry[] | Uint8Array | undefined> {
  const parsed = archive.safeParse(value);
  if (!parsed.success) return undefined;
  const { path, assets } = parsed.data;
  if (path !== undefined && path !== "") {
    return (await stat(path)).isDirectory() ? folder(path) : readFile(path);
  }
  const entries: ArchiveEntry[] = [];
  for (const [name, member] of Object.entries(assets ?? {})) {
    const content = await assetContent(member);
    if (content !== undefined) {
      entries.push({ name, content });
      continue;
    }
    const nested = await archiveContent(member);
    if (nested === undefined || nested instanceof Uint8Array) {
      throw new Error(`the archive's member ${name} must be a file, a text or a folder.`);
    }
    entries.push(...nested.map((entry) => ({ name: `${name}/${entry.name}`, content: entry.content })));
  }
  return entries;
}

async function folder(path: string): Promise<ArchiveEntry[]> {
  const found = await readdir(path, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (file) => ({
      name: file.slice(path.length).replaceAll("\\", "/").replace(/^\/+/, ""),
      content: await readFile(file),
    })),
  );
}
