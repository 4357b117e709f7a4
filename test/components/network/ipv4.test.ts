import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { blockSize, contains, formatBlock, networkAddress, parseBlock } from "../../../components/network/ipv4.ts";

const anyBlock = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([base, prefix]) => ({ base, prefix }));

describe("IPv4 blocks", () => {
  it("are read back as they were written", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        assert.deepEqual(parseBlock(formatBlock(block)), block);
      }),
    );
  });

  it("contain their network address and their last address", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const network = networkAddress(block);
        assert.ok(contains(network, block));
        assert.ok(contains(network, { base: network.base + blockSize(network.prefix) - 1, prefix: 32 }));
      }),
    );
  });

  it("do not contain what lies after them", () => {
    assert.ok(!contains({ base: 0, prefix: 8 }, { base: blockSize(8), prefix: 32 }));
  });

  for (const text of ["", "10.0.0.0", "10.0.0.0/33", "10.0.0.256/8", "10.0.0/8", "::/0", " 10.0.0.0/8"]) {
    it(`are not read from "${text}"`, () => {
      assert.equal(parseBlock(text), undefined);
    });
  }
});
