import { includes } from "../iam/wildcards.ts";
import { isEmpty, type Properties, read } from "../property.ts";
import { resourceRule } from "../rule.ts";
import { mustDenyWithoutTls, type TlsDenial } from "../tls-denial.ts";

const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";

export const s3DenyInsecureTransport = resourceRule({
  id: "s3-deny-insecure-transport",
  types: [bucketPolicy, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  what: "A bucket's policy refuses requests without TLS.",
  why: "S3 answers plain HTTP; a signed request sent that way shows its objects to everybody on the path.",
  remedy:
    'Add { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucketArn, bucketArn + "/*"], Condition: { Bool: { "aws:SecureTransport": "false" } } }, as the SecureBucket component does.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.5"], cis: ["3.1.1"], cdkNag: ["S10"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  evaluate: ({ type, props }) => {
    const policy = read(props, "policy");
    const own = type !== bucketPolicy;
    // A bucket's own property is deprecated and rarely set; that it has some policy is for s3-bucket-has-policy.
    if (own && isEmpty(policy)) return [];
    return mustDenyWithoutTls(policy, {
      wanted: "a document that denies s3:* on bucket and objects to everybody where aws:SecureTransport is false",
      action: "s3:*",
      resources: own ? byForm : bucketAndObjects(props),
    });
  },
});

/** S3 refuses a document that names another bucket, so the form of an ARN says what it is of. */
const byForm: TlsDenial["resources"] = [(arn) => !arn.includes("/"), (arn) => /^[^/]*(\/\*|\*)$/.test(arn)];

/** Tests by the bucket's name where it is known, so that a wrong one is found at preview. */
function bucketAndObjects(props: Properties): TlsDenial["resources"] {
  const bucket = read(props, "bucket");
  if (bucket.state !== "known" || typeof bucket.value !== "string") return byForm;
  const name = bucket.value;
  return [(arn) => covers(arn, name), (arn) => covers(arn, `${name}/*`)];
}

function covers(arn: string, nameOrKey: string): boolean {
  return arn === "*" || includes(arn.replace(/^arn:[^:]*:s3:::/, ""), nameOrKey);
}
