import ts from "typescript";
import { parse } from "./sources.ts";

/** A title of a suite or a test, as it stands in its file. */
export interface Title {
  readonly of: "describe" | "it";
  /** Titles of the suites around it, the outermost first. */
  readonly suites: readonly string[];
  /** The title itself; `undefined` where it is put together while the tests run. */
  readonly text: string | undefined;
  /** Source of the first argument. */
  readonly source: string;
  /** What the titles that are put together have in common. */
  readonly pattern: RegExp | undefined;
}

/** All titles of a test file, in their order. */
export function titlesOf(file: string): readonly Title[] {
  const titles: Title[] = [];
  const visit = (node: ts.Node, suites: readonly string[]): void => {
    const title = titleOf(node, suites);
    if (title !== undefined) {
      titles.push(title);
    }
    const within = title?.of === "describe" ? [...suites, title.text ?? title.source] : suites;
    ts.forEachChild(node, (child) => {
      visit(child, within);
    });
  };
  visit(parse(file), []);
  return titles;
}

function titleOf(node: ts.Node, suites: readonly string[]): Title | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) {
    return undefined;
  }
  const of = node.expression.text;
  const [argument] = node.arguments;
  if ((of !== "describe" && of !== "it") || argument === undefined) {
    return undefined;
  }
  const text = ts.isStringLiteralLike(argument) ? argument.text : undefined;
  const pattern = ts.isTemplateExpression(argument) ? patternOf(argument) : undefined;
  return { of, suites, text, source: argument.getText(), pattern };
}

function patternOf(template: ts.TemplateExpression): RegExp {
  const texts = [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  return RegExp(`^${texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`);
}
