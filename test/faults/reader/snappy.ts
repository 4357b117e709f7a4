/** Magic bytes of the framing that Java's snappy streams put around blocks. */
const framing = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const framingHeaderBytes = 16;

/**
 * What a record batch compressed by snappy holds: one block, or Java's frames of blocks.
 *
 * @throws RangeError when the bytes are cut off.
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, framing.length).equals(framing)) return block(bytes);
  const blocks: Buffer[] = [];
  for (let at = framingHeaderBytes; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    blocks.push(block(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}

function block(bytes: Buffer): Buffer {
  let at = 0;
  const next = (): number => bytes.readUInt8(at++);
  const little = (count: number): number => {
    const value = bytes.readUIntLE(at, count);
    at += count;
    return value;
  };
  let length = 0;
  for (let shift = 0, more = true; more; shift += 7) {
    const byte = next();
    length += (byte & 0x7f) * 2 ** shift;
    more = byte >= 0x80;
  }
  const output = Buffer.allocUnsafe(length);
  let written = 0;
  while (written < length) {
    const tag = next();
    const upper = tag >> 2;
    if ((tag & 3) === 0) {
      const count = upper < 60 ? upper + 1 : little(upper - 59) + 1;
      written += bytes.copy(output, written, at, at + count);
      at += count;
      continue;
    }
    const [count, offset] =
      (tag & 3) === 1 ? [(upper & 7) + 4, ((upper >> 3) << 8) | next()] : [upper + 1, little((tag & 3) === 2 ? 2 : 4)];
    if (offset === 0 || offset > written)
      throw new RangeError(`A snappy block goes back ${offset} of ${written} bytes.`);
    // Byte by byte: a copy may reach into what it writes.
    for (let end = written + count; written < end; written += 1) output[written] = output[written - offset] ?? 0;
  }
  return output;
}
