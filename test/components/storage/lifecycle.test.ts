import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  deepArchiveMinimumDays,
  type LifecycleRule,
  lifecycleProblems,
  lifecycleRules,
} from "../../../components/storage/lifecycle.ts";

const days = fc.integer({ min: 1, max: 4000 });
const movesTo = fc.constantFrom("glacier instant retrieval" as const, "intelligent tiering" as const);

/** Rules of every kind under prefixes that do not overlap. */
const rules: fc.Arbitrary<readonly LifecycleRule[]> = fc
  .array(
    fc.oneof(
      fc.record({ holds: fc.constant("table data" as const), movesTo, afterDays: days }),
      days.map((deepArchiveAfterDays) => ({ holds: "archive" as const, deepArchiveAfterDays })),
      days.map((expireAfterDays) => ({ holds: "files" as const, expireAfterDays })),
      days.map((expireAfterDays) => ({ holds: "logs" as const, expireAfterDays })),
    ),
    { maxLength: 8 },
  )
  .map((bare) => bare.map((rule, index) => ({ ...rule, prefix: `p${index}/` })));

/** Classes that S3 reads from without a restore. */
const readsAtOnce = new Set(["GLACIER_IR", "INTELLIGENT_TIERING"]);

describe("lifecycleRules", () => {
  it("move logs to colder classes with age, never to one that bills longer than they are kept", () => {
    const classesOf = (expireAfterDays: number): readonly string[] | undefined =>
      lifecycleRules({ rules: [{ holds: "logs", prefix: "", expireAfterDays }] })
        .at(-1)
        ?.transitions?.map(({ days: after, storageClass }) => `${storageClass} ${after}`);
    assert.deepEqual(classesOf(179), []);
    assert.deepEqual(classesOf(180), ["GLACIER_IR 90"]);
    assert.deepEqual(classesOf(544), ["GLACIER_IR 90"]);
    assert.deepEqual(classesOf(545), ["GLACIER_IR 90", "DEEP_ARCHIVE 365"]);
  });

  it("never expire table data, and move it only to classes that read at once", () => {
    fc.assert(
      fc.property(rules, (given) => {
        const made = lifecycleRules({ rules: given });
        for (const { prefix } of given.filter(({ holds }) => holds === "table data")) {
          const found = made.filter(({ filter }) => prefix.startsWith(filter.prefix));
          assert.ok(found.every(({ expiration }) => expiration === undefined));
          const classes = found.flatMap(({ transitions = [] }) => transitions.map(({ storageClass }) => storageClass));
          assert.ok(classes.length === 1 && classes.every((one) => readsAtOnce.has(one)), classes.join());
        }
      }),
    );
  });

  it("end abandoned uploads and noncurrent versions everywhere, whatever else they do", () => {
    fc.assert(
      fc.property(rules, (given) => {
        const [house] = lifecycleRules({ rules: given });
        assert.deepEqual(house?.filter, { prefix: "" });
        assert.deepEqual(house.abortIncompleteMultipartUpload, { daysAfterInitiation: 7 });
        assert.deepEqual(house.noncurrentVersionExpiration, { noncurrentDays: 30 });
      }),
    );
  });

  it("have IDs of their own, as S3 asks", () => {
    fc.assert(
      fc.property(rules, (given) => {
        const ids = lifecycleRules({ rules: given }).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
      }),
    );
  });

  it("put an archive into Deep Archive and expire it where told", () => {
    const [, rule] = lifecycleRules({
      rules: [{ holds: "archive", prefix: "archive/", deepArchiveAfterDays: 1, expireAfterDays: 1800 }],
    });
    assert.deepEqual(rule, {
      id: "archive-archive",
      status: "Enabled",
      filter: { prefix: "archive/" },
      transitions: [{ days: 1, storageClass: "DEEP_ARCHIVE" }],
      expiration: { days: 1800 },
    });
  });

  it("fails with every problem at once", () => {
    assert.throws(
      () =>
        lifecycleRules({
          expireAfterDays: 10,
          rules: [
            { holds: "files", prefix: "a/", expireAfterDays: 0 },
            { holds: "archive", prefix: "a/b/", deepArchiveAfterDays: 1, expireAfterDays: 100 },
          ],
        }),
      {
        message: [
          "Lifecycle rules that cannot be:",
          '  - "a/" (files) has days 0; allowed: whole numbers from 1.',
          `  - "a/b/" (archive) expires after 100 days; allowed: from ${1 + deepArchiveMinimumDays}, since Deep Archive bills 180 days.`,
          '  - "a/" and "a/b/" overlap; S3 would apply the rules of both. Give them prefixes of their own.',
          '  - every object expires after 10 days, so rules by prefix ("a/", "a/b/") would lose what they keep. Give one or the other.',
        ].join("\n"),
      },
    );
  });

  it("find two rules of one prefix to overlap", () => {
    const rule: LifecycleRule = { holds: "files", prefix: "a/", expireAfterDays: 1 };
    assert.equal(lifecycleProblems({ rules: [rule, rule] }).length, 1);
  });
});
