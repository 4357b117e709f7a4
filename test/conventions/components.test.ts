import assert from "node:assert/strict";
import * as path from "node:path";
import ts from "typescript";
import { parse, trackedFiles } from "./sources.ts";

/** A component class as it stands in its file. */
interface Component {
  readonly file: string;
  readonly name: string;
  readonly constructorBody: ts.Block | undefined;
}

const files = trackedFiles(/^components\/.*\.ts$/);

function classesOf(file: string): readonly ts.ClassDeclaration[] {
  return parse(file).statements.filter(ts.isClassDeclaration);
}

function isComponent(declaration: ts.ClassDeclaration): boolean {
  const text = declaration.heritageClauses?.map((clause) => clause.getText()).join(" ") ?? "";
  return text.includes("ComponentResource");
}

const components: readonly Component[] = files.flatMap((file) =>
  classesOf(file)
    .filter(isComponent)
    .map((declaration) => ({
      file,
      name: declaration.name?.text ?? "",
      constructorBody: declaration.members.find(ts.isConstructorDeclaration)?.body,
    })),
);

/** Fields of the exported argument interfaces, as `file Interface.field`. */
const fields = files.flatMap((file) =>
  parse(file)
    .statements.filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text.endsWith("Args"))
    .flatMap((declaration) =>
      declaration.members.filter(ts.isPropertySignature).map((field) => ({
        field,
        place: `${file} ${declaration.name.text}.${field.name.getText()}`,
        documentation: ts.getJSDocCommentsAndTags(field).filter(ts.isJSDoc),
      })),
    ),
);

function callOf(statement: ts.Statement | undefined): ts.CallExpression | undefined {
  return statement !== undefined && ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression)
    ? statement.expression
    : undefined;
}

describe("components", () => {
  it("are found", () => {
    assert.ok(components.length > 10 && fields.length > 40, "hardly a component: are the patterns still right?");
  });

  it("stand alone in a file that is named like them", () => {
    const kebab = (name: string): string => name.replaceAll(/(?<!^)(?=[A-Z])/g, "-").toLowerCase();
    const wrong = components
      .filter(({ file, name }) => path.basename(file, ".ts") !== kebab(name) || classesOf(file).length !== 1)
      .map(({ file, name }) => `${file}: ${name}`);
    assert.deepEqual(wrong, []);
  });

  it("have a type token that ends with their class", () => {
    const wrong = components.flatMap(({ file, name, constructorBody }) => {
      const call = constructorBody?.statements
        .map(callOf)
        .find((one) => one?.expression.kind === ts.SyntaxKind.SuperKeyword);
      const token = call?.arguments[0];
      const area = path.dirname(file).split("/").at(-1) ?? "";
      const expected = `platform:${area}:${name}`;
      return token !== undefined && ts.isStringLiteral(token) && token.text === expected
        ? []
        : [`${file}: ${token?.getText() ?? "no token"}, expected ${expected}`];
    });
    assert.deepEqual(wrong, []);
  });

  it("register their outputs as the last thing they do", () => {
    const wrong = components
      .filter(
        ({ constructorBody }) =>
          callOf(constructorBody?.statements.at(-1))?.expression.getText() !== "this.registerOutputs",
      )
      .map(({ file }) => file);
    assert.deepEqual(wrong, []);
  });
});

describe("component arguments", () => {
  it("are readonly", () => {
    const wrong = fields
      .filter(({ field }) => !(field.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword))
      .map(({ place }) => place);
    assert.deepEqual(wrong, []);
  });

  it("are documented", () => {
    const wrong = fields
      .filter(({ documentation }) =>
        documentation.every(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? "") === ""),
      )
      .map(({ place }) => place);
    assert.deepEqual(wrong, []);
  });

  it("say their default where they are optional", () => {
    const wrong = fields
      .filter(({ field }) => field.questionToken !== undefined)
      .filter(({ field }) => !ts.getJSDocTags(field).some(({ tagName }) => tagName.text === "default"))
      .map(({ place }) => place);
    assert.deepEqual(wrong, []);
  });
});
