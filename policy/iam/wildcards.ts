/**
 * Texts with wildcards compared with each other: actions and resources of statements. `*` stands for any characters, `?`
 * for one, also beyond the colons of an ARN, where the AWS documentation says a star at the end of a part reaches.
 * `${*}`, `${?}` and `${$}` are those characters. What another variable holds is known at the request alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** A character, a variable, or something that stands for others: one or many, any but some. */
export type Sign = string | { readonly many: boolean; readonly except: string };

const one: Sign = { many: false, except: "" };
const many: Sign = { many: true, except: "" };

/** Whether some text is taken in by both. */
export function overlaps(first: string, second: string): boolean {
  return first === "*" || second === "*" || meet(withOpenVariables(signsOf(first)), withOpenVariables(signsOf(second)));
}

/** Whether every text that the narrow one takes in is taken in by the wide one. */
export function includes(wide: string, narrow: string): boolean {
  return wide === "*" || wide === narrow || contains(signsOf(wide), signsOf(narrow));
}

/** The signs of a text, a variable as one sign of its own. */
export function signsOf(text: string): readonly Sign[] {
  return [...text.matchAll(/\$\{[^}]*\}|[^]/g)].map(([piece]) => {
    if (piece === "*") return many;
    if (piece === "?") return one;
    return /^\$\{[*?$]\}$/.test(piece) ? piece.charAt(2) : piece;
  });
}

/** As if a variable could hold anything. */
export function withOpenVariables(signs: readonly Sign[]): readonly Sign[] {
  return signs.map((sign) => (isVariable(sign) ? many : sign));
}

/** Whether two lists of signs have a text in common. */
export function meet(first: readonly Sign[], second: readonly Sign[]): boolean {
  return walk(first, second, (a, b) => {
    const together = a !== undefined && b !== undefined && agree(a, b);
    return [
      ...(isMany(a) ? [{ first: true, second: false }] : []),
      ...(isMany(b) ? [{ first: false, second: true }] : []),
      ...(together ? [{ first: !isMany(a), second: !isMany(b) }] : []),
    ];
  });
}

/** Whether all texts of the narrow list are texts of the wide one, the narrow one's stars read as characters of their own. */
function contains(wide: readonly Sign[], narrow: readonly Sign[]): boolean {
  return walk(wide, narrow, (a, b) => {
    if (isMany(a))
      return [{ first: true, second: false }, ...(b === undefined ? [] : [{ first: false, second: true }])];
    if (a === undefined || b === undefined) return [];
    const same = a === b || (a === one && !isMany(b) && !isVariable(b));
    return same ? [{ first: true, second: true }] : [];
  });
}

/** Which of the two lists goes on by one. */
interface Step {
  readonly first: boolean;
  readonly second: boolean;
}

/** Whether both lists can be walked to their ends together; every pair of places is looked at once. */
function walk(
  first: readonly Sign[],
  second: readonly Sign[],
  steps: (a: Sign | undefined, b: Sign | undefined) => readonly Step[],
): boolean {
  const width = second.length + 1;
  const seen = new Set<number>();
  const open = [0];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    const [a, b] = [first[Math.floor(place / width)], second[place % width]];
    if (a === undefined && b === undefined) return true;
    for (const step of steps(a, b)) open.push(place + (step.first ? width : 0) + (step.second ? 1 : 0));
  }
  return false;
}

/** Whether one character can stand for both. */
function agree(first: Sign, second: Sign): boolean {
  if (typeof first === "string") return typeof second === "string" ? first === second : !second.except.includes(first);
  return typeof second !== "string" || !first.except.includes(second);
}

function isMany(sign: Sign | undefined): boolean {
  return typeof sign === "object" && sign.many;
}

function isVariable(sign: Sign): boolean {
  return typeof sign === "string" && sign.length > 1;
}
