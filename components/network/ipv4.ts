/** An IPv4 CIDR block: its first address as a 32-bit number, and its prefix length. */
export interface Ipv4Block {
  readonly base: number;
  readonly prefix: number;
}

/** Addresses in a block with this prefix length. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** `undefined` when the text is not `a.b.c.d/n`. Host bits are kept: compare with {@link networkAddress}. */
export function parseBlock(text: string): Ipv4Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) {
    return undefined;
  }
  return { base: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

export function formatBlock({ base, prefix }: Ipv4Block): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** The block with its host bits cleared. */
export function networkAddress({ base, prefix }: Ipv4Block): Ipv4Block {
  return { base: base - (base % blockSize(prefix)), prefix };
}

export function contains(outer: Ipv4Block, inner: Ipv4Block): boolean {
  return inner.prefix >= outer.prefix && networkAddress({ base: inner.base, prefix: outer.prefix }).base === outer.base;
}

export function overlap(one: Ipv4Block, other: Ipv4Block): boolean {
  return contains(one, other) || contains(other, one);
}
