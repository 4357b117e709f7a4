import assert from "node:assert/strict";
import { mkdtemp, rename, rm, symlink, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { watchFiles } from "../../../workloads/collector/watched-files.ts";

describe("watchFiles", () => {
  let folder: string;
  let stop = (): void => undefined;
  const inFolder = (...names: string[]): string => path.join(folder, ...names);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "watched-"));
  });

  afterEach(async () => {
    stop();
    await rm(folder, { recursive: true });
  });

  async function until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; !isSo(); tries += 1) {
      assert.ok(tries < 200, "it did not happen in time");
      await pause(10);
    }
  }

  it("has contents taken again after Kubernetes swapped the link that they lie behind", async () => {
    const put = async (version: string, content: string): Promise<void> => {
      await mkdir(inFolder(version));
      await writeFile(inFolder(version, "tls.crt"), content);
      await symlink(version, inFolder("..next"));
      await rename(inFolder("..next"), inFolder("..data"));
    };
    await put("..1", "one");
    await symlink("..data/tls.crt", inFolder("tls.crt"));
    const taken: string[] = [];
    const take = ([content = ""]: readonly string[]): void => void taken.push(content);
    stop = await watchFiles({ files: [inFolder("tls.crt")], take, changed: () => undefined, everyMs: 10 });
    assert.deepEqual(taken, ["one"]);
    await put("..2", "two");
    await until(() => taken.length === 2);
    assert.deepEqual(taken, ["one", "two"]);
  });

  it("tells once of contents that cannot be taken, and takes the next that can", async () => {
    const file = inFolder("file");
    await writeFile(file, "good");
    const told: unknown[] = [];
    let kept = "";
    const take = ([content = ""]: readonly string[]): void => {
      if (content === "bad") throw new Error("it is bad");
      kept = content;
    };
    stop = await watchFiles({ files: [file], take, changed: (problem) => told.push(problem), everyMs: 10 });
    await writeFile(file, "bad");
    await until(() => told.length === 1);
    await pause(60);
    assert.match(String(told[0]), /it is bad/);
    assert.deepEqual([told.length, kept], [1, "good"]);
    await rm(file);
    await until(() => told.length === 2);
    await writeFile(file, "better");
    await until(() => kept === "better");
    assert.equal(told.at(-1), undefined);
  });

  it("fails at once when the first contents cannot be read or taken", async () => {
    const take = (): void => {
      throw new Error("it is bad");
    };
    const rest = { take, changed: () => undefined, everyMs: 10 };
    await assert.rejects(watchFiles({ files: [inFolder("none")], ...rest }), /ENOENT/);
    await writeFile(inFolder("file"), "bad");
    await assert.rejects(watchFiles({ files: [inFolder("file")], ...rest }), /it is bad/);
  });
});
