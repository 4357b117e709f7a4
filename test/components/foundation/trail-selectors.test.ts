import assert from "node:assert/strict";
import { trailSelectors } from "../../../components/foundation/trail-selectors.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

interface Selector {
  readonly name: string;
  readonly fieldSelectors: readonly {
    readonly field: string;
    readonly equals?: string[];
    readonly startsWiths?: string[];
  }[];
}

function selectors(scope: Parameters<typeof trailSelectors>[1]): readonly Selector[] {
  return trailSelectors(place, scope) as unknown as readonly Selector[]; // plain values, though the SDK types inputs
}

function field(selector: Selector | undefined, name: string): readonly string[] | undefined {
  const found = selector?.fieldSelectors.find((one) => one.field === name);
  return found?.equals ?? found?.startsWiths;
}

describe("trailSelectors", () => {
  it("record reads and writes of every lake bucket and table of the environment, by names known at preview", () => {
    const [objects, , items] = selectors({ managementEvents: false, dataEvents: "all" });
    assert.deepEqual(field(objects, "resources.ARN"), ["arn:aws:s3:::test-dl-"]);
    assert.deepEqual(field(items, "resources.ARN"), ["arn:aws:dynamodb:eu-central-1:111111111111:table/test-"]);
    assert.equal(field(objects, "readOnly"), undefined);
  });

  it("record writes alone when asked, and still who reads the logs", () => {
    const all = selectors({ managementEvents: false, dataEvents: "writes" });
    assert.deepEqual(
      all.map((selector) => field(selector, "readOnly")),
      [["false"], ["true"], ["false"]],
    );
  });

  it("record the management of the account in the trail of the environment that owns it", () => {
    assert.deepEqual(field(selectors({ managementEvents: true, dataEvents: "all" })[0], "eventCategory"), [
      "Management",
    ]);
    assert.ok(
      selectors({ managementEvents: false, dataEvents: "all" }).every(
        (selector) => field(selector, "eventCategory")?.[0] === "Data",
      ),
    );
  });

  it("name a resource type in every selector of data events, as CloudTrail demands", () => {
    for (const selector of selectors({ managementEvents: false, dataEvents: "all" })) {
      assert.equal(field(selector, "resources.type")?.length, 1, selector.name);
    }
  });
});
