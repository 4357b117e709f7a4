import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { isObject } from "../../provider/values.ts";
import type { VolumeSource } from "./manifest.ts";
import type { KubernetesObjects } from "./objects.ts";

/** Files by relative path. */
type Files = ReadonlyMap<string, Buffer>;

/**
 * Every key of a ConfigMap or Secret with its bytes; `undefined` when there is no such object.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
 */
export function valuesOf(
  objects: KubernetesObjects,
  which: { readonly kind: "ConfigMap" | "Secret"; readonly namespace: string; readonly name: string },
): Files | undefined {
  const found = objects.get(which);
  if (found === undefined) return undefined;
  const { data, binaryData, stringData } = found.manifest;
  const asText = (given: unknown): [string, Buffer][] => entries(given).map(([key, text]) => [key, Buffer.from(text)]);
  const asBase64 = (given: unknown): [string, Buffer][] =>
    entries(given).map(([key, text]) => [key, Buffer.from(text, "base64")]);
  // stringData is written over data.
  return new Map(
    which.kind === "ConfigMap"
      ? [...asText(data), ...asBase64(binaryData)]
      : [...asBase64(data), ...asText(stringData)],
  );
}

function entries(given: unknown): [string, string][] {
  return isObject(given) ? Object.entries(given).map(([key, value]) => [key, String(value)]) : [];
}

/**
 * Files of a volume; a text says what is missing.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function filesOf(objects: KubernetesObjects, namespace: string, source: VolumeSource): Files | string {
  const { kind, name, items, optional } = source;
  if (kind === "empty") return new Map();
  const values = valuesOf(objects, { kind, namespace, name });
  if (values === undefined) return optional ? new Map() : `${kind} ${namespace}/${name}`;
  if (items === undefined) return values;
  const files = new Map<string, Buffer>();
  for (const { key, path: file } of items) {
    const value = values.get(key);
    if (value !== undefined) files.set(file, value);
    else if (!optional) return `the key ${key} of ${kind} ${namespace}/${name}`;
  }
  return files;
}

/** Link to the directory that has the files now. */
const current = "..data";

/**
 * Puts files into a mounted directory as the kubelet does: in a new directory, to which one link is moved at once, so that
 * no reader sees some files of before and some of after. Nothing happens when the files are what they were.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go
 */
export function mountFiles(directory: string, files: Files): void {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const link = path.join(directory, current);
  if (isSame(link, files)) return;
  const before = fs.existsSync(link) ? fs.readlinkSync(link) : undefined;
  const next = `..${randomUUID()}`;
  for (const [name, content] of files) {
    const file = path.join(directory, next, name);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(file, content, { mode: 0o600 });
  }
  fs.mkdirSync(path.join(directory, next), { recursive: true, mode: 0o700 });
  const moved = path.join(directory, `${current}.tmp`);
  fs.rmSync(moved, { force: true });
  fs.symlinkSync(next, moved);
  fs.renameSync(moved, link);
  linkNames(directory, files);
  if (before !== undefined) fs.rmSync(path.join(directory, before), { recursive: true, force: true });
}

/** One link for each first part of a path, which stays when the content changes. */
function linkNames(directory: string, files: Files): void {
  const names = new Set([...files.keys()].map((file) => file.split("/")[0] ?? file));
  for (const name of fs.readdirSync(directory)) {
    if (!name.startsWith("..") && !names.has(name)) fs.rmSync(path.join(directory, name), { force: true });
  }
  for (const name of names) {
    const link = path.join(directory, name);
    if (!fs.existsSync(link)) fs.symlinkSync(path.join(current, name), link);
  }
}

function isSame(directory: string, files: Files): boolean {
  if (!fs.existsSync(directory)) return false;
  const there = fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(fs.realpathSync(directory), path.join(fs.realpathSync(entry.parentPath), entry.name)),
    );
  return (
    there.length === files.size &&
    there.every((name) => files.get(name)?.equals(fs.readFileSync(path.join(directory, name))) === true)
  );
}
