import assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/lake/config.ts";

const good = { "lake:administratorRoles": '["test-deploy"]' };
const lake = "arn:aws:kms:eu-west-1:111111111111:key/lake";
const pii = "arn:aws:kms:eu-west-1:111111111111:key/pii";

function withReplication(replication: unknown): Record<string, string> {
  return { ...good, "lake:replication": JSON.stringify(replication) };
}

/** Messages without the value that was given. */
function messages(raw: Record<string, string>): readonly string[] {
  return parseSection(section, raw).problems.map(({ message }) =>
    message.replace(/^= (".*?"|\{.*\}|\[.*\]|\S+): /, ""),
  );
}

describe("lake configuration", () => {
  it("has tables in the Glue Data Catalog by default, in S3 Tables where told, and nowhere else", () => {
    assert.equal(parseSection(section, good).value?.tables, "glue");
    assert.equal(parseSection(section, { ...good, "lake:tables": "s3-tables" }).value?.tables, "s3-tables");
    assert.deepEqual(messages({ ...good, "lake:tables": "hive" }), ["must be glue or s3-tables"]);
  });

  it("copies nothing to another Region by default", () => {
    assert.equal(parseSection(section, good).value?.replication, undefined);
  });

  it("copies what cannot be made again, with delete markers, where a Region and its keys are named", () => {
    const { value } = parseSection(section, withReplication({ region: "eu-west-1", kmsKeyArns: { lake, pii } }));
    assert.deepEqual(value?.replication, {
      region: "eu-west-1",
      kmsKeyArns: { lake, pii },
      buckets: ["raw", "analytics", "pii"],
      deleteMarkers: true,
    });
  });

  it("fails for copies without the key of their data", () => {
    assert.deepEqual(messages(withReplication({ region: "eu-west-1", kmsKeyArns: { lake } })), [
      "kmsKeyArns.pii is missing, which encrypts the copies of pii.",
    ]);
  });

  it("fails for buckets that are not copied, and for what is no Region, account or key", () => {
    const wrong = { region: "Ireland", accountId: "1", kmsKeyArns: { lake: "alias/lake" }, buckets: ["code"] };
    assert.deepEqual(messages(withReplication(wrong)), [
      "must be a Region like eu-west-1",
      "must be the 12 digits of an account, in quotes",
      "must be the ARN of a KMS key, not of an alias",
      "must be of: raw, analytics, pii",
    ]);
  });

  it("needs no more than who administers, and owns the catalog under plain names", () => {
    assert.deepEqual(messages(good), []);
    const { ownsCatalog, databasePrefix } = parseSection(section, good).value ?? {};
    assert.deepEqual([ownsCatalog, databasePrefix], [true, ""]);
  });

  it("fails on plain database names in a catalog that another environment owns", () => {
    const [problem, ...more] = messages({ ...good, "lake:ownsCatalog": "false" });
    assert.match(problem ?? "", /must be set where lake:ownsCatalog is false, for example to dev_/);
    assert.deepEqual(more, []);
    assert.deepEqual(messages({ ...good, "lake:ownsCatalog": "false", "lake:databasePrefix": "dev_" }), []);
  });

  it("fails on a prefix that Athena would have to quote", () => {
    const [problem] = messages({ ...good, "lake:databasePrefix": "dev-" });
    assert.match(problem ?? "", /must be lower-case letters, digits and underscores with one at the end, like dev_/);
  });
});
