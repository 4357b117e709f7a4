import { crc32, deflateRawSync } from "node:zlib";

import type { ArchiveEntry } from "./assets.ts";

/** Signatures and sizes are those of PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16. */
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const version = 20;
const utf8Names = 0x0800;
const deflated = 8;
/** 1980-01-01, the format's first day: equal contents give equal archives. */
const dosDate = 0x0021;
/** Regular file, readable and executable by all, as made on Unix. */
const madeOnUnix = (3 << 8) | version;
const mode = 0o100755 * 0x10000;

/** A zip archive of these files, the same for the same files. */
export function zip(entries: readonly ArchiveEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const nameBytes = Buffer.from(name);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const file = Buffer.concat([uint32(localHeader), common, nameBytes, packed]);
    files.push(file);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE(mode, 6);
    attributes.writeUInt32LE(offset, 10);
    directory.push(uint32(centralHeader), uint16(madeOnUnix), common, attributes, nameBytes);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, uint32(endOfDirectory), end]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
