import assert from "node:assert/strict";
import { KeyRing } from "../../../components/foundation/key-ring.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const keys = {
  logs: { description: "Logs", users: { services: ["cloudwatch-logs"], through: [] } },
  lake: { description: "Lake data", users: { services: [], through: [] } },
} as const;

describe("KeyRing", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes one rotated key and one alias per purpose", async () => {
    const ring = new KeyRing("keys", { place, keys }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      recorded.ofType("aws:kms/key:Key").map(({ name }) => name),
      ["keys-logs", "keys-lake"],
    );
    const { inputs } = mocks.one("aws:kms/key:Key", "keys-lake");
    assert.equal(inputs.enableKeyRotation, true);
    assert.equal(inputs.deletionWindowInDays, 30);
    assert.deepEqual(await valueOf(ring.aliases), { logs: "alias/test-logs", lake: "alias/test-lake" });
    assert.equal(mocks.one("aws:kms/alias:Alias", "keys-lake-alias").inputs.name, "alias/test-lake");
  });

  it("lets in only the services that a purpose names", async () => {
    new KeyRing("keys", { place, keys }, recorded.options);
    await mocks.settle();
    assert.match(String(mocks.one("aws:kms/key:Key", "keys-logs").inputs.policy), /logs\.eu-central-1\.amazonaws\.com/);
    assert.doesNotMatch(String(mocks.one("aws:kms/key:Key", "keys-lake").inputs.policy), /amazonaws\.com/);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new KeyRing("one", { place, keys }, recorded.options);
    new KeyRing("two", { place, keys }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
