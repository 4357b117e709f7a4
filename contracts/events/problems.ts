/** An error as the generated validators give it. */
export interface ValidationError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** Of an error that a name has, not a value: the name. */
  readonly propertyName?: string;
}

/** A generated validator; its errors are those of the last call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

/** Most problems that are told of one event, and most characters of one path. */
const maxProblems = 8;
const maxPathCharacters = 200;

/**
 * Problems as lines `<path> <rule>`. They tell where and what is demanded, and never a value: a name that is not in the form of
 * our names may be a value that came to the wrong place, so it is shown as `*`.
 */
export function problemsOf(errors: readonly ValidationError[]): readonly string[] {
  const lines = new Set(errors.filter(({ keyword }) => !wrappers.has(keyword)).map(problem));
  const told = [...lines].slice(0, maxProblems);
  return lines.size > maxProblems ? [...told, `and ${lines.size - maxProblems} more`] : told;
}

/** What only says that one of the errors within it is there. */
const wrappers = new Set(["propertyNames"]);

function problem({ instancePath, keyword, params, propertyName, message = "is not valid" }: ValidationError): string {
  const where = shownPath(instancePath);
  if (propertyName !== undefined) return `${where} must not have the name ${shownName(propertyName)}`;
  switch (keyword) {
    case "additionalProperties":
      return `${where} must not have ${shownName(String(params.additionalProperty))}`;
    case "required":
      return `${where} must have ${String(params.missingProperty)}`;
    case "const":
      return `${where} must be ${JSON.stringify(params.allowedValue)}`;
    case "enum":
      return `${where} must be one of ${(params.allowedValues as readonly unknown[]).join(", ")}`; // Ajv's own parameter
    default:
      return `${where} ${message}`;
  }
}

function shownPath(pointer: string): string {
  if (pointer === "") return "/";
  const names = pointer.slice(1).split("/").map(shownName);
  return `/${names.join("/")}`.slice(0, maxPathCharacters);
}

function shownName(name: string): string {
  return /^[a-z][a-z0-9_]{0,63}$/.test(name) ? name : "*";
}
