import assert from "node:assert/strict";
import { z } from "zod";
import { describeConfigProblems, parseSection } from "../../stacks/config.ts";

const section = {
  namespace: "network",
  schema: z.strictObject({
    cidr: z.cidrv4("must be an IPv4 CIDR block"),
    zones: z.array(z.string()).min(2, "must list at least 2 zones"),
    nat: z.enum(["single", "per-zone"], "must be single or per-zone").default("single"),
    perimeter: z
      .strictObject({ account: z.string(), regions: z.array(z.string()).min(1), rate: z.number().min(2) })
      .partial()
      .default({}),
    token: z.string().max(3, "must be at most 3 characters").optional(),
  }),
};

const good = { "network:cidr": "10.0.0.0/16", "network:zones": '["a","b"]', "other:key": "not ours" };

function messages(raw: Record<string, string>, secretKeys: readonly string[] = []): readonly string[] {
  return parseSection(section, raw, new Set(secretKeys)).problems.map(({ key, message }) => `${key} ${message}`);
}

describe("parseSection", () => {
  it("reads text as text, lists and numbers as JSON, and fills defaults", () => {
    assert.deepEqual(parseSection(section, good), {
      value: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single", perimeter: {} },
      problems: [],
    });
  });

  it("fails when a key is unknown, with the keys there are", () => {
    assert.deepEqual(messages({ ...good, "network:cird": "x" }), [
      "network:cird unknown key; allowed here: network:cidr, network:zones, network:nat, network:perimeter, network:token",
    ]);
  });

  it("fails when a key is missing", () => {
    assert.deepEqual(messages({ "network:zones": '["a","b"]' }), [
      "network:cidr is missing: must be an IPv4 CIDR block",
    ]);
  });

  it("fails with every problem at once, each with its value and what is allowed", () => {
    assert.deepEqual(messages({ "network:cidr": "10.0.0.0/33", "network:zones": '["a"]', "network:nat": "many" }), [
      'network:cidr = "10.0.0.0/33": must be an IPv4 CIDR block',
      'network:zones = ["a"]: must list at least 2 zones',
      'network:nat = "many": must be single or per-zone',
    ]);
  });

  it("names what is wrong within an object: its key, its own value alone, and what is allowed", () => {
    const perimeter = { account: 1, regions: [], rate: 1, acount: "2" };
    assert.deepEqual(messages({ ...good, "network:perimeter": JSON.stringify(perimeter) }), [
      'network:perimeter.account = 1: must be text; put a number in quotes, for example "10.4"',
      "network:perimeter.regions = []: must hold at least 1",
      "network:perimeter.rate = 1: must be at least 2",
      "network:perimeter.acount unknown key; allowed here: network:perimeter.account, network:perimeter.regions, network:perimeter.rate",
    ]);
  });

  it("names the keys of the form that was chosen, and the forms there are when none was", () => {
    const by = {
      namespace: "network",
      schema: z.strictObject({
        way: z.discriminatedUnion("by", [
          z.strictObject({ by: z.literal("road"), lanes: z.int().max(4) }),
          z.strictObject({ by: z.literal("rail"), tracks: z.array(z.strictObject({ gauge: z.int() })) }),
        ]),
      }),
    };
    const said = (way: object): readonly string[] =>
      parseSection(by, { "network:way": JSON.stringify(way) }).problems.map(({ key, message }) => `${key} ${message}`);
    assert.deepEqual(said({ by: "road", lanes: 5, tracks: [] }), [
      "network:way.lanes = 5: must be at most 4",
      "network:way.tracks unknown key; allowed here: network:way.by, network:way.lanes",
    ]);
    assert.deepEqual(said({ by: "rail", tracks: [{ gauge: 1435, gage: 1 }] }), [
      "network:way.tracks.0.gage unknown key; allowed here: network:way.tracks.0.gauge",
    ]);
    assert.deepEqual(said({ by: "sea" }), ['network:way.by = "sea": must be road or rail']);
    assert.deepEqual(said({}), ["network:way.by is missing: must be road or rail"]);
  });

  it("never echoes a secret", () => {
    assert.deepEqual(messages({ ...good, "network:token": "hunter2" }, ["network:token"]), [
      "network:token = [secret]: must be at most 3 characters",
    ]);
  });
});

describe("describeConfigProblems", () => {
  it("says how many problems, each on its line, and which file to edit", () => {
    assert.equal(
      describeConfigProblems("Pulumi.dev.yaml", [
        { key: "network:cidr", message: "is missing: must be an IPv4 CIDR block" },
      ]),
      "Pulumi.dev.yaml has 1 problem:\n  - network:cidr is missing: must be an IPv4 CIDR block\nEdit Pulumi.dev.yaml: at the top of the repository, or in $PLATFORM_CONFIG_DIR.",
    );
  });
});
