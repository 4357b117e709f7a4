import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "../../../../cli/repository.ts";
import { generatedFiles } from "../../../../contracts/events/record/files.ts";
import { trackedFiles } from "../../../conventions/sources.ts";

describe("what is generated from the schemas of events", () => {
  let files: ReadonlyMap<string, string>;

  before(async () => {
    files = await generatedFiles();
  });

  it("is what the schemas give: run npm run events:record when it is not", () => {
    const stale = [...files].filter(([file, text]) => {
      const place = path.join(repository, file);
      return !fs.existsSync(place) || fs.readFileSync(place, "utf8") !== text;
    });
    assert.deepEqual(
      stale.map(([file]) => file),
      [],
    );
  });

  it("is all that lies in its folders", () => {
    const folders = /^contracts\/events\/(generated|released)\//;
    assert.deepEqual([...trackedFiles(folders)].sort(), [...files.keys()].filter((file) => folders.test(file)).sort());
  });

  it("loads nothing of Ajv's where it runs", () => {
    const validators = [...files].filter(([file]) => file.endsWith(".js"));
    assert.equal(validators.length, 3);
    for (const [file, text] of validators) assert.doesNotMatch(text, /require\(|from "ajv|new Function|eval\(/, file);
  });
});
