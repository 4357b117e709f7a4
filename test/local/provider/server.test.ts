import assert from "node:assert/strict";
import type { Properties, ResourceHandlers } from "../../../local/provider/resource-type.ts";
import {
  startProviderServer,
  type FaultPlan,
  type JournalEntry,
  type ProviderServer,
} from "../../../local/provider/server.ts";
import { signatureKey, unknown } from "../../../local/provider/values.ts";
import { ProviderClient, urn } from "../../support/provider-client.ts";

const bucket = { type: "aws:s3/bucket:Bucket", name: "raw" };
const key = { type: "aws:kms/key:Key", name: "lake" };
const secret = { [signatureKey]: "1b47061264138c4ac30d75fd1eb44270", value: "hidden" };

/** Buckets that exist only in memory, as a data plane the tests can look into and change behind the engine's back. */
class Buckets {
  readonly made = new Map<string, Properties>();
  readonly handlers: ResourceHandlers = {
    "aws:s3/bucket:Bucket": {
      takes: ({ bucket: name }) => name !== "elsewhere",
      create: (inputs) => {
        const id = String(inputs.bucket);
        this.made.set(id, { ...inputs });
        return Promise.resolve({ id, outputs: { hostedZoneId: "real" } });
      },
      read: (id) => Promise.resolve(this.made.get(id)),
      update: (id, _, inputs) => {
        this.made.set(id, { ...inputs });
        return Promise.resolve({});
      },
      delete: (id) => {
        this.made.delete(id);
        return Promise.resolve();
      },
    },
  };
}

describe("startProviderServer", () => {
  const faults: FaultPlan = [];
  let buckets: Buckets;
  let journal: JournalEntry[];
  let server: ProviderServer;
  let client: ProviderClient;

  beforeEach(async () => {
    buckets = new Buckets();
    journal = [];
    faults.length = 0;
    const append = (entry: JournalEntry) => {
      journal.push(entry);
      return Promise.resolve();
    };
    server = await startProviderServer({
      handlers: buckets.handlers,
      mode: "local",
      faults,
      journal: { append },
      account: { accountId: "111122223333" },
    });
    client = new ProviderClient(server.port);
    await client.configure({ region: "eu-west-1", defaultTags: JSON.stringify({ tags: { Environment: "test" } }) });
  });

  afterEach(async () => {
    client.close();
    await server.close();
  });

  it("names every package on its port", () => {
    for (const pkg of ["aws", "awsx", "eks", "kubernetes"]) {
      assert.ok(server.debugProviders.split(",").includes(`${pkg}:${server.port}`));
    }
  });

  it("fails a check with path and remedy when an input is unknown, missing or of the wrong type", async () => {
    const { failures } = await client.check(
      { type: "aws:s3/bucketVersioning:BucketVersioning", name: "v" },
      { bucket: "b", versionConfiguration: {}, mfa: 7 },
    );
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["mfa", "versionConfiguration", "versioningConfiguration"],
    );
    assert.equal(failures[0]?.reason, "expected a string, got a number");
    assert.match(failures[1]?.reason ?? "", /did you mean "versioningConfiguration"\?/);
    assert.match(failures[2]?.reason ?? "", /^missing required property/);
  });

  it("names and tags what the program left out, and keeps that name afterwards", async () => {
    const first = await client.check(bucket, { tags: { Name: "raw" } });
    assert.match(String(first.inputs.bucket), /^raw-[0-9a-f]{7}$/);
    assert.deepEqual(first.inputs.tags, { Environment: "test", Name: "raw" });
    const second = await client.check(bucket, { tags: { Name: "raw" } }, first.inputs);
    assert.deepEqual(second.inputs, first.inputs);
  });

  it("keeps secrets secret from check to outputs", async () => {
    const { inputs } = await client.check(key, { description: secret });
    assert.deepEqual(inputs.description, secret);
    const { outputs } = await client.create(key, inputs);
    assert.deepEqual(outputs.description, secret);
    assert.equal(typeof outputs.arn, "string");
  });

  it("leaves computed outputs unknown at preview and makes nothing", async () => {
    const { outputs } = await client.create(bucket, { bucket: "raw" }, { preview: true });
    assert.equal(outputs.bucket, "raw");
    assert.equal(outputs.arn, unknown);
    assert.equal(buckets.made.size, 0);
  });

  it("records a type without a handler with ID and ARN as AWS forms them", async () => {
    const { id, outputs } = await client.create(key, {});
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(outputs.arn, `arn:aws:kms:eu-west-1:111122223333:key/${id}`);
  });

  it("reports real and recorded types by resources", async () => {
    await client.check(bucket, { bucket: "raw" });
    await client.create(bucket, { bucket: "raw" });
    await client.check(key, {});
    assert.deepEqual(server.report(), {
      real: { "aws:s3/bucket:Bucket": 1 },
      recorded: { "aws:kms/key:Key": 1 },
      replacementUnknown: [],
    });
  });

  it("records what a handler does not take, and reports it beside what is real of the same type", async () => {
    await client.create(bucket, { bucket: "b" });
    await client.create({ ...bucket, name: "other" }, { bucket: "elsewhere" });
    assert.deepEqual([...buckets.made.keys()], ["b"]);
    const { real, recorded } = server.report();
    assert.deepEqual({ real, recorded }, { real: { [bucket.type]: 1 }, recorded: { [bucket.type]: 1 } });
  });

  it("shows drift in outputs and inputs on read, and an empty ID when the thing is gone", async () => {
    const inputs = { bucket: "raw", forceDestroy: false };
    const { id, outputs } = await client.create(bucket, inputs);
    buckets.made.set(id, { bucket: "raw", forceDestroy: true, requestPayer: "AWS's own default" });
    const drifted = await client.read(bucket, id, { state: outputs, inputs });
    assert.equal(drifted.outputs.forceDestroy, true);
    assert.deepEqual(drifted.inputs, { bucket: "raw", forceDestroy: true });
    buckets.made.clear();
    assert.equal((await client.read(bucket, id, { state: outputs, inputs })).id, "");
  });

  it("imports a recorded resource from its ID alone", async () => {
    const { id, inputs } = await client.read({ type: "aws:iam/role:Role", name: "r" }, "reader");
    assert.equal(id, "reader");
    assert.equal(inputs.name, "reader");
  });

  it("keeps computed outputs over an update", async () => {
    const olds = { description: "old", tags: {} };
    const { id, outputs } = await client.create(key, olds);
    const updated = await client.update(key, id, { state: outputs, olds, news: { description: "new" } });
    assert.equal(updated.arn, outputs.arn);
    assert.equal(updated.description, "new");
    assert.equal(updated.tags, undefined);
  });

  it("diffs a replacement by the provider's source and an update otherwise", async () => {
    const vpc = { type: "aws:ec2/vpc:Vpc", name: "main" };
    const olds = { cidrBlock: "10.0.0.0/16", tags: { a: "1" } };
    assert.deepEqual(await client.diff(vpc, olds, { cidrBlock: "10.1.0.0/16", tags: { "b.c": "2" } }), {
      changes: { cidrBlock: "update-replace", "tags.a": "delete", 'tags["b.c"]': "add" },
      replaces: ["cidrBlock"],
    });
    assert.deepEqual(server.report().replacementUnknown, []);
  });

  it("reports replacement unknown for a stateful type without a table", async () => {
    const stream = { type: "aws:kinesis/stream:Stream", name: "events" };
    await client.diff(stream, { shardCount: 1 }, { shardCount: 2 });
    assert.deepEqual(server.report().replacementUnknown, [{ urn: urn(stream), property: "shardCount" }]);
  });

  it("writes real creations and deletions to the journal", async () => {
    const { id, outputs } = await client.create(bucket, { bucket: "raw" });
    await client.create(key, {});
    await client.delete(bucket, id, outputs);
    assert.deepEqual(
      journal.map(({ operation, id: made }) => [operation, made]),
      [
        ["create", "raw"],
        ["delete", "raw"],
      ],
    );
  });

  it("fails as often as the fault plan says", async () => {
    faults.push({ type: "*", name: "raw", operation: "create", kind: "error", message: "no capacity", times: 1 });
    await assert.rejects(client.create(bucket, { bucket: "raw" }), /^Error: no capacity$/);
    assert.equal(buckets.made.size, 0);
    assert.equal((await client.create(bucket, { bucket: "raw" })).id, "raw");
  });

  it("does the work and notes it when only the reply is lost", async () => {
    faults.push({ type: bucket.type, operation: "create", kind: "lost-reply", times: 1 });
    const unanswered = assert.rejects(client.create(bucket, { bucket: "raw" }));
    while (journal.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(buckets.made.size, 1);
    await server.close();
    await unanswered;
  });

  it("ends a hanging call when it closes", async () => {
    faults.push({ type: "*", operation: "read", kind: "hang", times: 1 });
    const hanging = assert.rejects(client.read(key, "k"));
    await client.check(key, {});
    await server.close();
    await hanging;
  });

  it("answers invokes, and names the token and where to add it when it cannot", async () => {
    const identity = await client.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    assert.equal(identity.accountId, "111122223333");
    await assert.rejects(
      client.invoke("aws:rds/getInstance:getInstance", {}),
      /does not answer the invoke "aws:rds\/getInstance:getInstance".*local\/provider\/invokes/,
    );
  });

  it("serves connections of different regions side by side", async () => {
    const other = new ProviderClient(server.port);
    await other.configure({ region: "us-west-2" });
    const [here, there] = await Promise.all([client.create(key, {}), other.create(key, {})]);
    other.close();
    assert.match(String(here.outputs.arn), /:eu-west-1:/);
    assert.match(String(there.outputs.arn), /:us-west-2:/);
  });

  it("makes nothing real in mode recorded", async () => {
    const offline = await startProviderServer({ handlers: buckets.handlers, mode: "recorded" });
    const offlineClient = new ProviderClient(offline.port);
    await offlineClient.create(bucket, { bucket: "raw" });
    assert.equal(buckets.made.size, 0);
    assert.deepEqual(offline.report().recorded, { "aws:s3/bucket:Bucket": 1 });
    offlineClient.close();
    await offline.close();
  });
});
