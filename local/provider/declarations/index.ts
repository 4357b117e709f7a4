import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cacheDirectory } from "../../toolchain/launcher/cache.mjs";
import { parseToken } from "../urn.ts";
import type { TypeDeclaration } from "./declaration.ts";
import type { Extractor } from "./extract.ts";

/** Raise when what is extracted changes, so that cached results are made again. */
const extractionVersion = 1;

const require = createRequire(import.meta.url);

/**
 * What the installed SDKs declare about resource types.
 *
 * A declaration is extracted when it is first asked for and kept in the toolchain cache, in a folder named by the
 * package's version, so that a later run reads a few kilobytes of JSON and never loads the TypeScript compiler.
 */
export class Declarations {
  readonly #cache: string;
  readonly #known = new Map<string, Promise<TypeDeclaration | undefined>>();
  readonly #extractors = new Map<string, Promise<Extractor>>();

  /** @param cache folder for extracted declarations; the toolchain cache when absent */
  constructor(cache: string = cacheDirectory()) {
    this.#cache = cache;
  }

  /** The declaration of a type token; `undefined` when no installed SDK declares it. */
  of(token: string): Promise<TypeDeclaration | undefined> {
    let declaration = this.#known.get(token);
    if (declaration === undefined) {
      declaration = this.#load(token);
      this.#known.set(token, declaration);
    }
    return declaration;
  }

  async #load(token: string): Promise<TypeDeclaration | undefined> {
    const installed = installedPackage(parseToken(token).pkg);
    if (installed === undefined) return undefined;
    const file = declarationFile(token);
    if (file === undefined || !existsSync(join(installed.directory, file))) return undefined;
    const hash = createHash("sha256").update(`${installed.name}@${installed.version}/${extractionVersion}`);
    const folder = join(this.#cache, `sdk-index-${hash.digest("hex").slice(0, 16)}`);
    const cached = join(folder, `${token.replaceAll(/[/:]/g, "_")}.json`);
    try {
      // Written by this class below, in a folder that names the version of its form.
      return JSON.parse(await readFile(cached, "utf8")) as TypeDeclaration;
    } catch {
      const declaration = await (await this.#extractor(installed)).extract(file, parseToken(token).member);
      await keep(folder, cached, JSON.stringify(declaration));
      return declaration;
    }
  }

  #extractor(installed: InstalledPackage): Promise<Extractor> {
    let extractor = this.#extractors.get(installed.name);
    if (extractor === undefined) {
      // Imported on demand: it loads the TypeScript compiler, which a run with a warm cache does not need.
      extractor = import("./extract.ts").then((module) => new module.Extractor(installed.directory));
      this.#extractors.set(installed.name, extractor);
    }
    return extractor;
  }
}

interface InstalledPackage {
  readonly name: string;
  readonly directory: string;
  readonly version: string;
}

const packages = new Map<string, InstalledPackage | undefined>();

function installedPackage(pkg: string): InstalledPackage | undefined {
  if (!packages.has(pkg)) packages.set(pkg, findPackage(`@pulumi/${pkg}`));
  return packages.get(pkg);
}

function findPackage(name: string): InstalledPackage | undefined {
  try {
    const manifest = require.resolve(`${name}/package.json`);
    // npm refuses to install a package whose manifest has no version.
    const { version } = require(manifest) as { version: string };
    return { name, directory: dirname(manifest), version };
  } catch {
    return undefined;
  }
}

/** `aws:kms/key:Key` is in `kms/key.d.ts`, `kubernetes:rbac.authorization.k8s.io/v1:Role` in `rbac/v1/role.d.ts`. */
function declarationFile(token: string): string | undefined {
  const { pkg, module, member } = parseToken(token);
  if (pkg === "pulumi" || module === "" || module.includes("..")) return undefined;
  if (pkg !== "kubernetes") return `${module}.d.ts`;
  const [group = "", version = ""] = module.split("/");
  return join(group.split(".")[0] ?? group, version, `${member.charAt(0).toLowerCase()}${member.slice(1)}.d.ts`);
}

async function keep(folder: string, file: string, text: string): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}
