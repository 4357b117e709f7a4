import assert from "node:assert/strict";
import { trackedFiles } from "./sources.ts";
import { titlesOf } from "./test-titles.ts";

/** Full titles of the tests of a file, as far as they are literal text. */
function fullTitlesOf(file: string): readonly string[] {
  return titlesOf(file).flatMap(({ of, suites, text }) =>
    of === "it" && text !== undefined ? [[...suites, text].join(" > ")] : [],
  );
}

describe("test titles", () => {
  const files = trackedFiles(/^test\/.*\.(test|full-test)\.ts$/);

  it("stand once in a file, so that a failure names one test", () => {
    assert.ok(files.length > 0);
    const doubled = files.flatMap((file) => {
      const titles = fullTitlesOf(file);
      return titles.filter((title, index) => titles.indexOf(title) < index).map((title) => `${file}: ${title}`);
    });
    assert.deepEqual(doubled, []);
  });

  it("say a law, not a number", () => {
    const numbered = files.flatMap((file) =>
      fullTitlesOf(file)
        .filter((title) => /#\d+|\btest \d+/i.test(title))
        .map((title) => `${file}: ${title}`),
    );
    assert.deepEqual(numbered, []);
  });
});
