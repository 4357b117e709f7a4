import {
  type DeclaredProperties,
  type Shape,
  type TypeDeclaration,
} from "../../local/provider/declarations/declaration.ts";
import { singular, snakeCase } from "./terraform-name.ts";

/** How a Pulumi type is called in Terraform, with the properties whose names do not follow from the rules. */
export interface TerraformType {
  readonly type: string;
  /** Terraform's names by Pulumi's, at any depth of the type. */
  readonly names?: Readonly<Record<string, string>>;
  /** Terraform's attributes that a plan holds null for when they have no value, where a check tells something by it. */
  readonly nulls?: readonly string[];
}

/** A value of a Terraform plan. */
export type TerraformValues = Readonly<Record<string, unknown>>;

/**
 * The values of a resource as a Terraform plan holds them.
 *
 * Pulumi's bridge makes camel case of Terraform's names, makes plurals of its lists, and unpacks blocks that stand at
 * most once. What the SDK declares tells a block from a map, so this way back needs names only where a block's own
 * name is a plural, or where the bridge renamed by hand.
 */
export function translate(
  inputs: Readonly<Record<string, unknown>>,
  declaration: TypeDeclaration,
  { names = {}, nulls = [] }: TerraformType,
): TerraformValues {
  return {
    ...Object.fromEntries(nulls.map((attribute) => [attribute, null])),
    ...new Translation(declaration.objects, names).members(inputs, declaration.inputs),
  };
}

class Translation {
  readonly #objects: TypeDeclaration["objects"];
  readonly #names: Readonly<Record<string, string>>;

  constructor(objects: TypeDeclaration["objects"], names: Readonly<Record<string, string>>) {
    this.#objects = objects;
    this.#names = names;
  }

  members(values: Readonly<Record<string, unknown>>, declared: DeclaredProperties): TerraformValues {
    return Object.fromEntries(
      Object.entries(values)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([key, value]) => {
          const shape = shapeFor(value, declared[key]?.shape ?? "any");
          return [this.#nameOf(key, shape), this.#property(value, shape)];
        }),
    );
  }

  #nameOf(key: string, shape: Shape): string {
    return this.#names[key] ?? snakeCase(isListOfBlocks(shape) ? singular(key) : key);
  }

  /** A block that stands at most once is a list of one in a plan. */
  #property(value: unknown, shape: Shape): unknown {
    const translated = this.#value(value, shape);
    return isBlock(shape) ? [translated] : translated;
  }

  #value(value: unknown, shape: Shape): unknown {
    if (Array.isArray(value)) {
      const of = isList(shape) ? shape.list : "any";
      return value.map((item) => this.#value(item, shapeFor(item, of)));
    }
    if (isBlock(shape) && typeof value === "object" && value !== null) {
      return this.members(value as Readonly<Record<string, unknown>>, this.#objects[shape.object] ?? {}); // declared as an object
    }
    return shape === "document" && typeof value === "object" ? JSON.stringify(value) : value;
  }
}

/** Which of the shapes that a property may have is the one of this value. */
function shapeFor(value: unknown, shape: Shape): Shape {
  if (typeof shape === "string" || !("oneOf" in shape)) {
    return shape;
  }
  const fits = Array.isArray(value)
    ? isList
    : typeof value === "object"
      ? (one: Shape): boolean => isBlock(one) || isMap(one)
      : (one: Shape): boolean => typeof one === "string";
  return shape.oneOf.map((one) => shapeFor(value, one)).find(fits) ?? "any";
}

function isList(shape: Shape): shape is { readonly list: Shape } {
  return typeof shape === "object" && "list" in shape;
}

function isMap(shape: Shape): shape is { readonly map: Shape } {
  return typeof shape === "object" && "map" in shape;
}

function isBlock(shape: Shape): shape is { readonly object: string } {
  return typeof shape === "object" && "object" in shape;
}

function isListOfBlocks(shape: Shape): boolean {
  return isList(shape) && isBlock(shape.list);
}
