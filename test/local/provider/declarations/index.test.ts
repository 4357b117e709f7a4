import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Declarations } from "../../../../local/provider/declarations/index.ts";
import { rowOf } from "../../../../local/provider/types/index.ts";

describe("Declarations", () => {
  let cache: string;
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "declarations-"));
  });
  afterEach(() => rm(cache, { recursive: true }));

  it("extracts inputs, outputs and nested objects of a type", async () => {
    const declaration = await new Declarations(cache).of("aws:s3/bucketVersioning:BucketVersioning");
    assert.deepEqual(declaration?.inputs.versioningConfiguration, {
      shape: { object: "s3.BucketVersioningVersioningConfiguration" },
      required: true,
      replaces: false,
    });
    assert.equal(declaration.objects["s3.BucketVersioningVersioningConfiguration"]?.status?.shape, "string");
    assert.equal(declaration.outputs.bucket?.required, true);
  });

  it("gives the same from its cache, and one extraction for many askers", async () => {
    const first = new Declarations(cache);
    const [one, other] = await Promise.all([first.of("aws:kms/key:Key"), first.of("aws:kms/key:Key")]);
    assert.equal(one, other);
    assert.deepEqual(await new Declarations(cache).of("aws:kms/key:Key"), one);
    const [folder = ""] = await readdir(cache);
    assert.match(folder, /^sdk-index-[0-9a-f]{16}$/);
    assert.deepEqual(await readdir(join(cache, folder)), ["aws_kms_key_Key.json"]);
  });

  it("reads what the SDK documents as forcing a new resource", async () => {
    const declaration = await new Declarations(cache).of("aws:ec2/instance:Instance");
    const replacing = Object.entries(declaration?.inputs ?? {}).filter(([, property]) => property.replaces);
    assert.notDeepEqual(replacing, []);
  });

  it("knows no type that no installed SDK declares", async () => {
    const declarations = new Declarations(cache);
    assert.equal(await declarations.of("aws:s3/bukcet:Bukcet"), undefined);
    assert.equal(await declarations.of("kubernetes:cert-manager.io/v1:Certificate"), undefined);
    assert.equal(await declarations.of("random:index/randomId:RandomId"), undefined);
  });
});

describe("rowOf", () => {
  it("gives every Kubernetes object the same row, and an unlisted type none", () => {
    assert.equal(rowOf("kubernetes:core/v1:ConfigMap"), rowOf("kubernetes:cert-manager.io/v1:Certificate"));
    assert.equal(rowOf("aws:bedrock/guardrail:Guardrail"), undefined);
  });
});
