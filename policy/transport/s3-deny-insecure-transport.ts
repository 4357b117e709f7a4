import { parseDocument, type PolicyDocument, type Statement } from "../iam/document.ts";
import { all, allows, type Answer, any, forAnybody, namesAction, not, some } from "../iam/judge.ts";
import { matchesPattern } from "../pattern.ts";
import { type Properties, read } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const wanted = "a document that denies s3:* on bucket and objects to everybody where aws:SecureTransport is false";

export const s3DenyInsecureTransport = resourceRule({
  id: "s3-deny-insecure-transport",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  what: "A bucket's policy refuses requests without TLS.",
  why: "S3 answers plain HTTP; a signed request sent that way shows its objects to everybody on the path.",
  remedy:
    'Add { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucketArn, bucketArn + "/*"], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.5"], cis: ["3.1.1"], cdkNag: ["S10"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  evaluate: ({ props }) => {
    const document = parseDocument(read(props, "policy"));
    switch (document.state) {
      case "absent":
        return [fail(document, "absent", wanted)];
      case "unknown":
        return [undecided(document, wanted)];
      case "malformed":
        return [fail(document, document.problem, wanted)];
      case "known":
        return denial(document, objectArns(props));
    }
  },
});

function denial(document: PolicyDocument & { state: "known" }, arns: BucketArns): readonly Finding[] {
  const denies = (statement: Statement): Answer =>
    all(
      not(allows(statement)),
      forAnybody(statement),
      namesAction(statement, "s3:anything"),
      some(statement.resources, arns.isBucket),
      some(statement.resources, arns.isObjects),
      onPlainHttp(statement),
    );
  switch (any(...document.statements.map(denies))) {
    case "yes":
      return [];
    case "unknown":
      return [undecided(document, wanted)];
    case "no":
      return [fail(document, "without that denial", wanted)];
  }
}

/** Another condition beside this one would make the denial narrower, so it must stand alone. */
function onPlainHttp({ conditions }: Statement): Answer {
  if (conditions.unknown) return "unknown";
  const [only, ...others] = conditions.values;
  if (!only || others.length > 0) return "no";
  if (!/^Bool(IfExists)?$/.test(only.operator) || only.key.toLowerCase() !== "aws:securetransport") return "no";
  return some(only.names, (value) => value.toLowerCase() === "false");
}

interface BucketArns {
  readonly isBucket: (pattern: string) => boolean;
  readonly isObjects: (pattern: string) => boolean;
}

/** Tests of resource patterns: by the bucket's name where it is known, else by their form. */
function objectArns(props: Properties): BucketArns {
  const bucket = read(props, "bucket");
  if (bucket.state !== "known" || typeof bucket.value !== "string") {
    return {
      isBucket: (arn) => arn === "*" || !arn.includes("/"),
      isObjects: (arn) => arn === "*" || arn.endsWith("/*"),
    };
  }
  const name = bucket.value;
  return { isBucket: (arn) => covers(arn, name), isObjects: (arn) => covers(arn, `${name}/any/object`) };
}

function covers(arn: string, nameOrKey: string): boolean {
  return arn === "*" || matchesPattern(arn.replace(/^arn:[^:]*:s3:::/, ""), nameOrKey);
}
