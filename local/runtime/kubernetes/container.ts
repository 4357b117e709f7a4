/**
 * Runs in a workload's process before its own code, in the place of what a container runtime does: the process finds its
 * mounted directories at the manifest's paths and listens on the manifest's ports. Its environment and the content of its
 * files stay what the manifest says.
 *
 * A mount namespace would do the same for paths; making one takes privileges that not every machine gives, and macOS has none.
 */
import * as fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import * as net from "node:net";
import { fileURLToPath } from "node:url";

/** What the one-machine cloud tells a container, as JSON in `PLATFORM_CONTAINER`. */
export interface ContainerView {
  /** Directory of this machine by the path at which it is mounted. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Directories of this machine that no mount hides: the code, and the mounted directories themselves. */
  readonly kept: readonly string[];
  /** Port on 127.0.0.1 by container port. */
  readonly ports: Readonly<Record<string, number>>;
}

/** The path on this machine of a path in the container; one that nothing is mounted at stays. */
export function pathOutside(view: ContainerView, inside: string): string {
  const isIn = (folder: string): boolean => inside === folder || inside.startsWith(`${folder}/`);
  if (view.kept.some(isIn)) return inside;
  // The innermost mount wins.
  const [mount] = Object.keys(view.mounts)
    .filter(isIn)
    .sort((one, other) => other.length - one.length);
  return mount === undefined ? inside : `${view.mounts[mount] ?? ""}${inside.slice(mount.length)}`;
}

/** Functions of `node:fs` that take a path first; each also with "Sync" and in `fs.promises`, where there is such a one. */
const byPath = [
  ...["access", "appendFile", "createReadStream", "createWriteStream", "exists", "lstat", "mkdir", "open", "opendir"],
  ...["readdir", "readFile", "readlink", "realpath", "rm", "rmdir", "stat", "truncate", "unlink", "unwatchFile"],
  ...["utimes", "watch", "watchFile", "writeFile"],
];
/** Those that take two. */
const byTwoPaths = ["copyFile", "cp", "link", "rename", "symlink"];

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

function mountPaths(view: ContainerView): void {
  const outside = (given: unknown): unknown => {
    if (given instanceof URL) return pathOutside(view, fileURLToPath(given));
    return typeof given === "string" ? pathOutside(view, given) : given;
  };
  const wrap = (module: Record<string, unknown>, name: string, paths: number): void => {
    const original = module[name];
    if (typeof original !== "function") return;
    const wrapped: AnyFunction = function (...args) {
      return (original as AnyFunction).apply(
        this,
        args.map((arg, place) => (place < paths ? outside(arg) : arg)),
      );
    };
    // What promisify looks for, and realpath.native.
    Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
    module[name] = wrapped;
  };
  // The module that everyone shares; a namespace import cannot be changed.
  const shared = createRequire(import.meta.url)("node:fs") as Record<string, unknown> & typeof fs;
  for (const [names, paths] of [[byPath, 1] as const, [byTwoPaths, 2] as const]) {
    for (const name of names) {
      wrap(shared, name, paths);
      wrap(shared, `${name}Sync`, paths);
      wrap(shared.promises, name, paths);
    }
  }
  syncBuiltinESMExports();
}

/** A container's ports are its own and on every address; here they are this machine's and on loopback. */
function mapPorts(view: ContainerView): void {
  const prototype = net.Server.prototype as unknown as { listen: AnyFunction };
  const { listen } = prototype;
  prototype.listen = function (...args) {
    const [first] = args;
    const given = typeof first === "object" && first !== null ? (first as net.ListenOptions) : { port: Number(first) };
    const port = given.port ?? Number.NaN;
    if (Number.isNaN(port)) return listen.apply(this, args);
    const callback = args.find((arg) => typeof arg === "function");
    return listen.call(this, { ...given, port: view.ports[port] ?? port, host: "127.0.0.1" }, callback);
  };
}

const { PLATFORM_CONTAINER: told } = process.env;
if (told !== undefined) {
  delete process.env.PLATFORM_CONTAINER;
  const view = JSON.parse(told) as ContainerView; // written by the one-machine cloud
  mountPaths(view);
  mapPorts(view);
}
