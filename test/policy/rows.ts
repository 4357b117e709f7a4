import { notKnownYet, removed, type Row } from "./table.ts";

/**
 * Rows of demands that many rules make of one property. Paths are written as in `Row.change`: `rules.0.kmsKeyId`.
 *
 * @example rows: [{ kind: "compliant", title: "a key", findings: [] }, ...setRows("kmsKeyId")]
 */

interface Where {
  /** Type token, where the rule has several. */
  readonly type?: string;
  /** @default "fail" */
  readonly finding?: "fail" | "advice";
}

/** Of a property that must be set (`mustBeSet`): absent and a wrong type fail, unknown passes. */
export function setRows(path: string, { type, finding = "fail" }: Where = {}): readonly Row[] {
  const found = [`${finding} ${written(path)}`];
  return [
    { kind: "absent", title: titled(`no ${path}`, type), type, change: { [path]: removed }, findings: found },
    { kind: "violation", title: titled(`an empty ${path}`, type), type, change: { [path]: "" }, findings: found },
    {
      kind: "unknown",
      title: titled(`${path} not known yet`, type),
      type,
      change: { [path]: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: titled(`${path} that is a number`, type),
      type,
      change: { [path]: 7 },
      findings: found,
    },
  ];
}

/** Of a property that must be a key of ours (`mustBeOwnKey`): as `setRows`, and the alias of an AWS managed key fails. */
export function ownKeyRows(path: string, where: Where & { readonly service: string }): readonly Row[] {
  const { type, finding = "fail", service } = where;
  const title = titled(`${path} that is the AWS managed key`, type);
  const change = { [path]: `alias/aws/${service}` };
  return [
    ...setRows(path, where),
    { kind: "violation", title, type, change, findings: [`${finding} ${written(path)}`], says: "a KMS key of ours" },
  ];
}

/** Of a property that must have one of some values (`mustBe`): each bad value fails, unknown is undecided. */
export function valueRows(
  path: string,
  { bad, absent = "fails", type, finding = "fail" }: Where & { bad: readonly unknown[]; absent?: "passes" | "fails" },
): readonly Row[] {
  const found = [`${finding} ${written(path)}`];
  return [
    ...bad.map((value): Row => {
      const title = titled(`${path} that is ${JSON.stringify(value)}`, type);
      return { kind: "violation", title, type, change: { [path]: value }, findings: found };
    }),
    {
      kind: "absent",
      title: titled(`no ${path}`, type),
      type,
      change: { [path]: removed },
      findings: absent === "passes" ? [] : found,
    },
    {
      kind: "unknown",
      title: titled(`${path} not known yet`, type),
      type,
      change: { [path]: notKnownYet },
      findings: [`undecided ${written(path)}`],
    },
    {
      kind: "wrong type",
      title: titled(`${path} that is an object`, type),
      type,
      change: { [path]: { not: "a value" } },
      findings: found,
    },
  ];
}

/** Of an input that is not known yet because it waits for another resource; without one, the provider will compute it. */
export function waitingFor(property: string): Pick<Row, "others" | "dependsOn"> {
  return { others: [{ name: "source", type: "aws:iam/role:Role", props: {} }], dependsOn: { [property]: "source" } };
}

function titled(title: string, type: string | undefined): string {
  return type === undefined ? title : `${title}, ${type}`;
}

/** As findings write a path: `rules[0].kmsKeyId`. */
function written(path: string): string {
  return path.replaceAll(/\.(\d+)/g, "[$1]");
}
