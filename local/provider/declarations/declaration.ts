/**
 * The form of a property value as the SDK declares it. `document`: a text, or an object that becomes a JSON text.
 * `object` names one of the declaration's `objects`.
 */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "document"
  | "any"
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly object: string }
  | { readonly oneOf: readonly Shape[] };

export interface DeclaredProperty {
  readonly shape: Shape;
  readonly required: boolean;
  /** The SDK's documentation says that a change forces a new resource. */
  readonly replaces: boolean;
}

export type DeclaredProperties = Readonly<Record<string, DeclaredProperty>>;

/** What an installed SDK says about one resource type. */
export interface TypeDeclaration {
  readonly inputs: DeclaredProperties;
  /** In outputs, `required` means "always has a value"; nested objects are not resolved. */
  readonly outputs: DeclaredProperties;
  /** Nested input objects by their name in the SDK's `inputs` namespace. */
  readonly objects: Readonly<Record<string, DeclaredProperties>>;
}
