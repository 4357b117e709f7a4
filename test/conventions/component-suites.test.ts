import assert from "node:assert/strict";
import ts from "typescript";
import { exists, parse, textOf, trackedFiles } from "./sources.ts";

/** A component with the file of its tests. */
interface Suite {
  readonly file: string;
  readonly test: string;
  readonly name: string;
  /** Whether the component's documentation says that it refuses arguments. */
  readonly refuses: boolean;
}

const suites: readonly Suite[] = trackedFiles(/^components\/.*\.ts$/).flatMap((file) => {
  const { statements } = parse(file);
  return statements.filter(isComponent).map((component) => {
    const name = component.name?.text ?? "";
    return {
      file,
      test: `test/${file.replace(/\.ts$/, ".test.ts")}`,
      name,
      refuses: [component, ...component.members.filter(ts.isConstructorDeclaration)].some((node) =>
        ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "throws"),
      ),
    };
  });
});

function isComponent(statement: ts.Statement): statement is ts.ClassDeclaration {
  return (
    ts.isClassDeclaration(statement) &&
    (statement.heritageClauses ?? []).some((clause) => clause.getText().includes("ComponentResource"))
  );
}

/** Nodes of a file that a test is true of. */
function nodesOf<Node extends ts.Node>(file: string, isIt: (node: ts.Node) => node is Node): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isIt(node)) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** Whether the recorder is asked for problems of two families at once. */
function standsSideBySide(test: string): boolean {
  return nodesOf(test, ts.isCallExpression).some(({ expression, arguments: [, roots] }) => {
    const asksForProblems = ts.isPropertyAccessExpression(expression) && expression.name.text === "problems";
    return asksForProblems && roots !== undefined && ts.isArrayLiteralExpression(roots) && roots.elements.length >= 2;
  });
}

const tested = suites.filter(({ test }) => exists(test));

describe("the suite of every component", () => {
  it("is found", () => {
    assert.ok(suites.length > 15, "hardly a component: is the pattern still right?");
  });

  it("lies at the component's path below test/", () => {
    assert.deepEqual(
      suites.filter(({ test }) => !exists(test)).map(({ file }) => file),
      [],
    );
  });

  it("puts two of it side by side: no name twice, no child without its parent", () => {
    assert.deepEqual(
      tested.filter(({ test }) => !standsSideBySide(test)).map(({ test }) => test),
      [],
    );
  });

  it("shows a refusal, where the component's documentation speaks of one", () => {
    const unshown = tested.filter(({ refuses, test }) => refuses && !/assert\.(?:throws|rejects)\(/.test(textOf(test)));
    assert.deepEqual(
      unshown.map(({ test }) => test),
      [],
    );
  });
});
