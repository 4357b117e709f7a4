import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { readJson, writeAtomically } from "../state-directory.ts";

/** Kinds that are kept because something on this machine uses them. */
export type Kind = "ConfigMap" | "Secret" | "ExternalSecret" | "Deployment" | "PodIdentityAssociation";

/** Which object. */
export interface ObjectName {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

const stored = z.object({
  /** Region of the environment that it belongs to. */
  region: z.string(),
  /** The object as the program declared it. */
  manifest: z.record(z.string(), z.unknown()),
  /** Of a Deployment that runs here: the slot of each container port. */
  slots: z.record(z.string(), z.int()).optional(),
});

/** An object as it is kept. */
export type StoredObject = z.infer<typeof stored>;

/** A DNS subdomain name, as object names are; nothing else may become part of a path. */
const objectName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/**
 * Objects of the Kubernetes API of this machine, one file each, readable by the owner only because some hold secrets.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export class KubernetesObjects {
  readonly #folder: string;
  readonly #listeners: ((changed: ObjectName) => void)[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(which: ObjectName): StoredObject | undefined {
    const content = readJson(this.#file(which));
    return content === undefined ? undefined : stored.parse(content);
  }

  /** The names of all objects of a kind. */
  list(kind: Kind): readonly ObjectName[] {
    const folder = path.join(this.#folder, kind);
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder).flatMap((namespace) =>
      fs
        .readdirSync(path.join(folder, namespace))
        .filter((file) => file.endsWith(".json"))
        .map((file) => ({ kind, namespace, name: file.slice(0, -".json".length) })),
    );
  }

  put(which: ObjectName, object: StoredObject): void {
    const file = this.#file(which);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeAtomically(file, `${JSON.stringify(object)}\n`);
    this.#tell(which);
  }

  /** An object that is not there is fine. */
  remove(which: ObjectName): void {
    fs.rmSync(this.#file(which), { force: true });
    this.#tell(which);
  }

  /** Calls `listener` after every change. */
  onChange(listener: (changed: ObjectName) => void): void {
    this.#listeners.push(listener);
  }

  #tell(changed: ObjectName): void {
    for (const listener of this.#listeners) listener(changed);
  }

  #file({ kind, namespace, name }: ObjectName): string {
    for (const part of [namespace, name]) {
      if (!objectName.test(part)) throw new Error(`"${part}" is no name of a Kubernetes object.`);
    }
    return path.join(this.#folder, kind, namespace, `${name}.json`);
  }
}
