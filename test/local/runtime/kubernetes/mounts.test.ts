import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { filesOf, mountFiles } from "../../../../local/runtime/kubernetes/mounts.ts";
import { KubernetesObjects } from "../../../../local/runtime/kubernetes/objects.ts";

describe("a mounted directory", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mounts-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const files = (content: Record<string, string>): Map<string, Buffer> =>
    new Map(Object.entries(content).map(([name, text]) => [name, Buffer.from(text)]));
  const seen = (name: string): string => fs.readFileSync(path.join(folder, name), "utf8");

  it("changes as one: every file is reached through one link", () => {
    mountFiles(folder, files({ "tls.crt": "a", "tls.key": "b" }));
    const first = fs.readlinkSync(path.join(folder, "..data"));
    mountFiles(folder, files({ "tls.crt": "c", "tls.key": "d" }));
    assert.notEqual(fs.readlinkSync(path.join(folder, "..data")), first);
    assert.equal(fs.readlinkSync(path.join(folder, "tls.crt")), "..data/tls.crt");
    assert.equal(seen("tls.crt") + seen("tls.key"), "cd");
    assert.equal(fs.existsSync(path.join(folder, first)), false);
  });

  it("stays what it is when nothing changed", () => {
    mountFiles(folder, files({ "a/b": "1" }));
    const first = fs.readlinkSync(path.join(folder, "..data"));
    mountFiles(folder, files({ "a/b": "1" }));
    assert.equal(fs.readlinkSync(path.join(folder, "..data")), first);
    assert.equal(seen("a/b"), "1");
  });

  it("loses the files that are gone, and can be empty", () => {
    mountFiles(folder, files({ old: "1" }));
    mountFiles(folder, files({}));
    assert.deepEqual(
      fs.readdirSync(folder).filter((name) => !name.startsWith("..")),
      [],
    );
  });

  it("holds keys for the owner only", () => {
    mountFiles(folder, files({ "tls.key": "secret" }));
    assert.equal(fs.statSync(path.join(folder, "tls.key")).mode & 0o777, 0o600);
  });
});

describe("the files of a volume", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "objects-"));
  const objects = new KubernetesObjects(folder);
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const keep = (kind: "ConfigMap" | "Secret", manifest: Record<string, unknown>): void => {
    objects.put({ kind, namespace: "events", name: "given" }, { region: "us-east-1", manifest });
  };
  const texts = (source: Parameters<typeof filesOf>[2]): unknown => {
    const found = filesOf(objects, "events", source);
    return typeof found === "string"
      ? found
      : Object.fromEntries([...found].map(([name, bytes]) => [name, String(bytes)]));
  };

  it("are a ConfigMap's texts and bytes", () => {
    keep("ConfigMap", { data: { a: "1" }, binaryData: { b: "Mg==" } });
    assert.deepEqual(texts({ kind: "ConfigMap", name: "given", optional: false }), { a: "1", b: "2" });
  });

  it("are a Secret's data, over which its texts are laid", () => {
    keep("Secret", { data: { a: "MQ==", b: "Mg==" }, stringData: { b: "3" } });
    assert.deepEqual(texts({ kind: "Secret", name: "given", optional: false }), { a: "1", b: "3" });
  });

  it("are those that items name, under the names that items give", () => {
    keep("ConfigMap", { data: { a: "1", b: "2" } });
    const items = [{ key: "a", path: "sub/file" }];
    assert.deepEqual(texts({ kind: "ConfigMap", name: "given", items, optional: false }), { "sub/file": "1" });
  });

  it("are said to be missing, unless they may be", () => {
    const source = { kind: "Secret", name: "nowhere", optional: false } as const;
    assert.equal(texts(source), "Secret events/nowhere");
    assert.deepEqual(texts({ ...source, optional: true }), {});
    keep("ConfigMap", { data: {} });
    const items = [{ key: "a", path: "a" }];
    assert.match(String(texts({ kind: "ConfigMap", name: "given", items, optional: false })), /the key a of ConfigMap/);
  });
});
