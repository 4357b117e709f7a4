import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import type { DeclaredProperties, DeclaredProperty, Shape, TypeDeclaration } from "./declaration.ts";

const forcesReplacement =
  /\bforc\w+ (the )?(creation of )?(an? )?(new (resource|\w+ to be created)|re-?creation|replacement)/i;

/**
 * Reads what an SDK package declares about one resource type.
 *
 * Only the type's own file and the namespaces its arguments mention are parsed: the whole of `types/input.d.ts` is
 * 5.7 MB in `@pulumi/aws`. The files are generated, so their form is regular.
 */
export class Extractor {
  readonly #directory: string;
  #inputTypes: Promise<string> | undefined;
  readonly #namespaces = new Map<string, Promise<Map<string, ts.InterfaceDeclaration>>>();

  /** @param directory folder of the installed package */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** @param file path of the type's declaration file in the package, @param member class name */
  async extract(file: string, member: string): Promise<TypeDeclaration> {
    const source = parse(await readFile(join(this.#directory, file), "utf8"));
    const inputs = propertiesOf(findInterface(source, `${member}Args`)?.members);
    const outputs = propertiesOf(findClass(source, member)?.members);
    const objects: Record<string, DeclaredProperties> = {};
    const pending = Object.values(inputs).flatMap((property) => objectNames(property.shape));
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (name in objects) continue;
      const declared = await this.#object(name);
      objects[name] = declared;
      pending.push(...Object.values(declared).flatMap((property) => objectNames(property.shape)));
    }
    return { inputs, outputs, objects };
  }

  async #object(name: string): Promise<DeclaredProperties> {
    const namespace = name.split(".")[0] ?? name;
    let interfaces = this.#namespaces.get(namespace);
    if (interfaces === undefined) {
      interfaces = this.#namespace(namespace);
      this.#namespaces.set(namespace, interfaces);
    }
    return propertiesOf((await interfaces).get(name)?.members);
  }

  async #namespace(name: string): Promise<Map<string, ts.InterfaceDeclaration>> {
    this.#inputTypes ??= readFile(join(this.#directory, "types", "input.d.ts"), "utf8");
    const text = await this.#inputTypes;
    const start = text.indexOf(`\nexport declare namespace ${name} {`);
    if (start < 0) return new Map();
    const end = text.indexOf("\n}\n", start);
    const interfaces = new Map<string, ts.InterfaceDeclaration>();
    collect(parse(text.slice(start, end < 0 ? undefined : end + 3)), "", interfaces);
    return interfaces;
  }
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.Latest, true);
}

function collect(node: ts.Node, prefix: string, into: Map<string, ts.InterfaceDeclaration>): void {
  ts.forEachChild(node, (child) => {
    if (ts.isInterfaceDeclaration(child)) into.set(`${prefix}${child.name.text}`, child);
    else if (ts.isModuleDeclaration(child) && child.body) collect(child.body, `${prefix}${child.name.text}.`, into);
  });
}

function findInterface(source: ts.SourceFile, name: string): ts.InterfaceDeclaration | undefined {
  return source.statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === name);
}

function findClass(source: ts.SourceFile, name: string): ts.ClassDeclaration | undefined {
  return source.statements.filter(ts.isClassDeclaration).find((statement) => statement.name?.text === name);
}

function propertiesOf(members: ts.NodeArray<ts.TypeElement | ts.ClassElement> | undefined): DeclaredProperties {
  const properties: Record<string, DeclaredProperty> = {};
  for (const member of members ?? []) {
    if (!(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member))) continue;
    if (member.type === undefined || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) continue;
    if (ts.canHaveModifiers(member) && isStatic(member)) continue;
    const text = member.getFullText();
    properties[member.name.text] = {
      shape: shapeOf(member.type),
      required: member.questionToken === undefined && !member.type.getText().includes("| undefined>"),
      replaces: forcesReplacement.test(text),
    };
  }
  return properties;
}

function isStatic(member: ts.PropertySignature | ts.PropertyDeclaration): boolean {
  return member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

function shapeOf(type: ts.TypeNode): Shape {
  if (ts.isArrayTypeNode(type)) return { list: shapeOf(type.elementType) };
  if (ts.isParenthesizedTypeNode(type)) return shapeOf(type.type);
  if (ts.isUnionTypeNode(type)) return unionOf(type.types);
  if (ts.isTypeLiteralNode(type)) {
    const index = type.members.find(ts.isIndexSignatureDeclaration);
    return { map: index === undefined ? "any" : shapeOf(index.type) };
  }
  if (ts.isLiteralTypeNode(type)) return literalShape(type.literal);
  if (ts.isTypeReferenceNode(type)) return referenceShape(type);
  if (type.kind === ts.SyntaxKind.StringKeyword) return "string";
  if (type.kind === ts.SyntaxKind.NumberKeyword) return "number";
  return type.kind === ts.SyntaxKind.BooleanKeyword ? "boolean" : "any";
}

function literalShape(literal: ts.LiteralTypeNode["literal"]): Shape {
  if (ts.isStringLiteral(literal)) return "string";
  return ts.isNumericLiteral(literal) ? "number" : "any";
}

function referenceShape(type: ts.TypeReferenceNode): Shape {
  const name = type.typeName.getText();
  const [argument] = type.typeArguments ?? [];
  if (["pulumi.Input", "pulumi.Output"].includes(name) && argument !== undefined) return shapeOf(argument);
  if (name.startsWith("inputs.")) {
    return name.endsWith(".PolicyDocument") ? "document" : { object: name.slice("inputs.".length) };
  }
  return "any";
}

/** Enums are texts, and a resource given for a text arrives as its ID, so a union with `string` is a text. */
function unionOf(types: readonly ts.TypeNode[]): Shape {
  const shapes = types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword).map(shapeOf);
  if (shapes.includes("document")) return "document";
  const [first = "any", ...others] = [...new Set(shapes.filter((shape) => shape !== "any"))];
  if (shapes.includes("any") && first !== "string") return "any";
  return others.length === 0 ? first : { oneOf: [first, ...others] };
}

function objectNames(shape: Shape): string[] {
  if (typeof shape === "string") return [];
  if ("object" in shape) return [shape.object];
  if ("oneOf" in shape) return shape.oneOf.flatMap(objectNames);
  return objectNames("list" in shape ? shape.list : shape.map);
}
