import assert from "node:assert/strict";
import { ImageRepository } from "../../../components/ingestion/image-repository.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = {
  place,
  what: "collector",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/1",
  deleteDataOnDestroy: false,
};

describe("ImageRepository", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("moves no tag, scans what is pushed, encrypts with the given key and keeps images on a destroy", async () => {
    new ImageRepository("images", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:ecr/repository:Repository");
    assert.equal(inputs.name, "test-collector");
    assert.equal(inputs.imageTagMutability, "IMMUTABLE");
    assert.deepEqual(inputs.imageScanningConfiguration, { scanOnPush: true });
    assert.deepEqual(inputs.encryptionConfigurations, [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }]);
    assert.equal(inputs.forceDelete, false);
  });

  it("keeps as many images as it is told, and nothing that no tag names", async () => {
    new ImageRepository("images", { ...args, keepImages: 7 }, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs as {
      policy: { rules: { selection: Record<string, unknown> }[] };
    };
    assert.deepEqual(
      policy.rules.map(({ selection }) => [selection.tagStatus, selection.countNumber]),
      [
        ["untagged", 7],
        ["any", 7],
      ],
    );
  });

  it("names an image by its tag or its digest, also in China", () => {
    const images = new ImageRepository("images", args, recorded.options);
    const url = "111111111111.dkr.ecr.eu-central-1.amazonaws.com/test-collector";
    assert.equal(images.imageOf("1.2.3"), `${url}:1.2.3`);
    assert.equal(images.imageOf("sha256:abc"), `${url}@sha256:abc`);
    const there = new ImageRepository("there", { ...args, place: { ...place, region: "cn-north-1" } });
    assert.match(there.url, /\.amazonaws\.com\.cn\//);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ImageRepository("one", args, recorded.options);
    new ImageRepository("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
