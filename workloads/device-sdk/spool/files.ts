import { type FileHandle, mkdir, open, readdir, stat, unlink } from "node:fs/promises";
import * as path from "node:path";

/** An open file. */
export interface SpoolFile {
  size(): Promise<number>;
  /** Bytes from a position; fewer where the file ends before. */
  read(position: number, length: number): Promise<Buffer>;
  /** Writes all of it. */
  write(position: number, bytes: Buffer): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Resolves when what was written survives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The files of one folder: what a spool needs of a file system, and no more. */
export interface SpoolFiles {
  list(): Promise<readonly string[]>;
  /** An empty file, whether there was one of this name or not. */
  create(name: string): Promise<SpoolFile>;
  open(name: string): Promise<SpoolFile>;
  remove(name: string): Promise<void>;
  /** Resolves when the names of the files survive a power cut: syncing a file says nothing about its name. */
  syncFolder(): Promise<void>;
}

/** The files of a folder on disk. The folder is made, for its owner alone, where there is none. */
export async function filesIn(folder: string): Promise<SpoolFiles> {
  await makeFolder(path.resolve(folder));
  const at = (name: string): string => path.join(folder, name);
  return {
    list: () => readdir(folder),
    create: async (name) => fileOf(await open(at(name), "w+", 0o600)),
    open: async (name) => fileOf(await open(at(name), "r+")),
    remove: (name) => unlink(at(name)),
    syncFolder: () => syncFolder(folder),
  };
}

/** Makes a folder and those above it, so that they survive a power cut: each new name is synced in the folder above it. */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const parent = path.dirname(folder);
  await makeFolder(parent);
  await mkdir(folder, { mode: 0o700, recursive: true });
  await syncFolder(parent);
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function fileOf(handle: FileHandle): SpoolFile {
  return {
    size: async () => (await handle.stat()).size,
    async read(position, length) {
      const bytes = Buffer.allocUnsafe(length);
      let read = 0;
      while (read < length) {
        const { bytesRead } = await handle.read(bytes, read, length - read, position + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return bytes.subarray(0, read);
    },
    async write(position, bytes) {
      let written = 0;
      while (written < bytes.length) {
        written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
      }
    },
    truncate: (length) => handle.truncate(length),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}
