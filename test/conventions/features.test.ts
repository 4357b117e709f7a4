import assert from "node:assert/strict";
import * as path from "node:path";
import { exists, textOf, trackedFiles } from "./sources.ts";
import { type Title, titlesOf } from "./test-titles.ts";

const files = trackedFiles(/^docs\/features\/.*\.md$/);
const columns = ["feature", "peers", "here", "proof"];

interface Row {
  readonly place: string;
  readonly cells: readonly string[];
}

/** Cells of a line of a table; a bar that belongs to a cell stands escaped. */
function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** Lines of all tables, heads among them, without the rule below the head. */
const lines: readonly Row[] = files.flatMap((file) =>
  textOf(file)
    .split("\n")
    .flatMap((line, index) =>
      line.startsWith("|") && !/^[|\s:-]+$/.test(line) ? [{ place: `${file}:${index + 1}`, cells: cellsOf(line) }] : [],
    ),
);
const isHead = ({ cells }: Row): boolean => cells[0] === columns[0];
const rows = lines.filter((line) => !isHead(line));

interface Proof {
  readonly place: string;
  readonly title: string;
  readonly file: string;
}

/** Links of a row's last cell, with Markdown's escapes taken out of their texts. */
function proofsOf({ place, cells }: Row): readonly Proof[] {
  const [document = ""] = place.split(":");
  return [...(cells.at(-1) ?? "").matchAll(/\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/g)].map(
    ([, text = "", target = ""]) => ({
      place,
      title: text.replaceAll(/\\(.)/g, "$1").replaceAll("`", ""),
      file: path.join(path.dirname(document), target.split("#")[0] ?? ""),
    }),
  );
}

/** A title that is a variable's stands in a table of the file, as text. */
function isCalled(title: string, { text, pattern, source }: Title, file: string): boolean {
  return (
    text?.replaceAll("`", "") === title ||
    pattern?.test(title) === true ||
    (text === undefined && pattern === undefined && /^\w+$/.test(source) && textOf(file).includes(`"${title}"`))
  );
}

describe("feature tables", () => {
  it("are found", () => {
    assert.ok(files.length > 0 && rows.length > 10, "hardly a row: are the patterns still right?");
  });

  it("say feature, peers, here and proof", () => {
    assert.deepEqual(
      files.filter((file) => !lines.some((line) => isHead(line) && line.place.startsWith(`${file}:`))),
      [],
    );
    const odd = lines.filter((line) => (isHead(line) ? line.cells.join() !== columns.join() : line.cells.length !== 4));
    assert.deepEqual(odd, []);
  });

  it("leave no cell empty", () => {
    assert.deepEqual(
      rows.filter(({ cells }) => cells.includes("")),
      [],
    );
  });

  it("prove every row by a test", () => {
    const unproven = rows.filter((row) => !proofsOf(row).some(({ file }) => /^test\/.*\.ts$/.test(file)));
    assert.deepEqual(
      unproven.map(({ place, cells }) => `${place}: ${cells[0] ?? ""}`),
      [],
    );
  });

  it("name tests by titles that stand in the file they link to", () => {
    const dead = rows
      .flatMap(proofsOf)
      .filter(({ file }) => file.endsWith(".ts"))
      .filter(({ file, title }) => !exists(file) || !titlesOf(file).some((one) => isCalled(title, one, file)));
    assert.deepEqual(
      dead.map(({ place, title, file }) => `${place}: ${file} has no test "${title}"`),
      [],
    );
  });
});
