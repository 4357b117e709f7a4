import { type Condition, parseDocument, type PolicyDocument, type Statement } from "../iam/document.ts";
import { all, allows, type Answer, any, forAnybody, namesAction, not, some } from "../iam/judge.ts";
import { read } from "../property.ts";
import { fail, type Finding, type StackResource, stackRule, undecided } from "../rule.ts";
import { notLinked } from "../stack-links.ts";
import { bucketTypes, settingsOfBucket } from "./bucket-links.ts";

const policy = "aws:s3/bucketPolicy:BucketPolicy";
/** Operators that hold for everybody who is not named. */
const excluding = /^(Arn|String)Not(Like|Equals)/;

/**
 * That personal data has a key of its own is the affair of kms-key-separation.
 *
 * The bucket's policy is asked and not the roles': roles of other stacks and of people are not in sight here, and a policy of
 * theirs that says `s3:*` lets them in, whatever the roles of this stack may do. A denial of all but listed principals
 * holds against them all.
 */
export const piiIsolated = stackRule({
  id: "pii-isolated",
  types: bucketTypes,
  what: "A bucket of personal data refuses all but the principals that it lists.",
  why: "A role with a broad policy otherwise reads personal data without anybody having said so.",
  remedy:
    "Deny s3:GetObject in the bucket's policy to whoever is not listed by aws:PrincipalArn, as SecureBucket's reachableBy does.",
  severity: "critical",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
  settings: {
    tag: { what: "Tag that says what a bucket holds.", schema: { type: "string" }, default: "DataClass" },
    classes: {
      what: "Values of the tag that mean personal data.",
      schema: { type: "array", items: { type: "string" } },
      default: ["pii"],
    },
  },
  evaluate: (bucket, stack, { tag, classes }) => {
    const said = ["tags", "tagsAll"].map((tags) => read(bucket.props, `${tags}.${tag}`));
    return said.some((one) => one.state === "known" && classes.some((personal) => personal === one.value))
      ? closed(bucket, stack)
      : [];
  },
});

function closed(bucket: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const wanted = "there, and refuse s3:GetObject to principals that it does not list";
  const documents = settingsOfBucket(bucket, stack, [policy]).map(({ props }) => parseDocument(read(props, "policy")));
  switch (any(...documents.map(refusesOthers))) {
    case "yes":
      return [];
    case "unknown":
      return [undecided({ path: policy }, wanted)];
    case "no":
      return documents.length === 0
        ? [notLinked(policy, wanted)]
        : [fail({ path: policy }, "open to whoever IAM lets in", wanted)];
  }
}

function refusesOthers(document: PolicyDocument): Answer {
  if (document.state !== "known") return document.state === "unknown" ? "unknown" : "no";
  return any(
    ...document.statements.map((statement) =>
      all(
        not(allows(statement)),
        forAnybody(statement),
        namesAction(statement, "s3:GetObject"),
        some(statement.resources, ofEveryObject),
        exceptListed(statement),
      ),
    ),
  );
}

/** `*`, or all objects of a bucket. */
function ofEveryObject(resource: string): boolean {
  return /^(\*+|arn:[^:]*:s3:::[^/]+\/\*+)$/.test(resource);
}

/** Every condition of a statement must hold: one more than the list, and the denial is of fewer. */
function exceptListed({ conditions }: Statement): Answer {
  if (conditions.unknown) return "unknown";
  const isOther = (condition: Condition): boolean => !isList(condition) && !isOfServices(condition);
  return conditions.values.some(isList) && !conditions.values.some(isOther) ? "yes" : "no";
}

/** All but listed principals, each with a name. */
function isList({ operator, key, names }: Condition): boolean {
  const isNamed = (arn: string): boolean =>
    /[^*?:/]/.test(
      arn
        .split(":")
        .slice(5)
        .join(":")
        .replace(/^[\w-]+\//, ""),
    );
  return excluding.test(operator) && key.toLowerCase() === "aws:principalarn" && names.values.every(isNamed);
}

/** That it is not a service of AWS that comes on its own behalf. */
function isOfServices({ key, names }: Condition): boolean {
  return key.toLowerCase() === "aws:principalisawsservice" && names.values.every((value) => value === "false");
}
