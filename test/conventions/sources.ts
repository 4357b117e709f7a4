import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { repository } from "../../cli/repository.ts";

/** Tracked files that exist and match, relative to the repository. */
export function trackedFiles(pattern: RegExp): readonly string[] {
  return execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" })
    .split("\0")
    .filter((file) => pattern.test(file) && exists(file));
}

/** Whether there is such a file or folder, relative to the repository. */
export function exists(file: string): boolean {
  return fs.existsSync(path.join(repository, file));
}

export function textOf(file: string): string {
  return fs.readFileSync(path.join(repository, file), "utf8");
}

export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
}

/** Files of the repository that a file imports or exports from, also while it runs; type imports left out. */
export function importsOf(file: string): readonly string[] {
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const isTypes = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const specifier = isTypes ? undefined : specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteral(specifier)) {
      specifiers.push(specifier.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return specifiers.filter((text) => text.startsWith(".")).map((text) => path.join(path.dirname(file), text));
}

/** Files of the repository that a file loads when it is, itself among them; not what it imports later on. */
export function filesLoadedBy(file: string): readonly string[] {
  const loaded = new Set([file]);
  // A set's iteration goes on to what is added meanwhile.
  for (const one of loaded) {
    if (!one.endsWith(".ts")) continue;
    for (const imported of parse(one)
      .statements.filter(loads)
      .flatMap((node) => specifierOf(node) ?? [])) {
      const { text } = imported as ts.StringLiteral; // the grammar allows nothing else there
      if (text.startsWith(".")) loaded.add(path.join(path.dirname(one), text));
    }
  }
  return [...loaded];
}

/** Node removes type imports as a whole; of one that names types alone, the import of the file stays. */
function loads(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
  return ts.isExportDeclaration(node) && !node.isTypeOnly;
}

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier;
  }
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined;
}

/** Whether a file only declares types or hands on what others export. */
export function hasNoCode(file: string): boolean {
  return parse(file).statements.every(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement),
  );
}
