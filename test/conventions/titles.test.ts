import assert from "node:assert/strict";
import ts from "typescript";
import { parse, trackedFiles } from "./sources.ts";

/** Full titles of the tests of a file, as far as they are literal text. */
function titlesOf(file: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node, suites: readonly string[]): void => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) {
      ts.forEachChild(node, (child) => {
        visit(child, suites);
      });
      return;
    }
    const [title] = node.arguments;
    const text = title !== undefined && ts.isStringLiteralLike(title) ? title.text : undefined;
    if (node.expression.text === "it" && text !== undefined) {
      titles.push([...suites, text].join(" > "));
    }
    const within = node.expression.text === "describe" ? [...suites, text ?? title?.getText() ?? ""] : suites;
    node.arguments.forEach((argument) => {
      visit(argument, within);
    });
  };
  visit(parse(file), []);
  return titles;
}

describe("test titles", () => {
  const files = trackedFiles(/^test\/.*\.(test|full-test)\.ts$/);

  it("stand once in a file, so that a failure names one test", () => {
    assert.ok(files.length > 0);
    const doubled = files.flatMap((file) => {
      const titles = titlesOf(file);
      return titles.filter((title, index) => titles.indexOf(title) < index).map((title) => `${file}: ${title}`);
    });
    assert.deepEqual(doubled, []);
  });

  it("say a law, not a number", () => {
    const numbered = files.flatMap((file) =>
      titlesOf(file)
        .filter((title) => /#\d+|\btest \d+/i.test(title))
        .map((title) => `${file}: ${title}`),
    );
    assert.deepEqual(numbered, []);
  });
});
