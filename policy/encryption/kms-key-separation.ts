import { property, type Reading, read, readEach } from "../property.ts";
import { fail, type Finding, stackRule, type StackResource, undecided } from "../rule.ts";
import { linkedFrom } from "../stack-links.ts";

const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const alias = "aws:kms/alias:Alias";
const keyTypes = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

const inRules = "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId";

/** Where each type that holds data names the key which encrypts it. */
const keyPaths: Readonly<Record<string, string>> = {
  "aws:msk/cluster:Cluster": "encryptionInfo.encryptionAtRestKmsKeyArn",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": inRules,
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": inRules,
  "aws:s3tables/tableBucket:TableBucket": "encryptionConfiguration.kmsKeyArn",
};

const classNotKnown = "data of a class not known yet";

type Purpose = "streaming" | "personal data" | "other data" | typeof classNotKnown;

interface ClassSettings {
  readonly dataClassTag: string;
  readonly personal: readonly string[];
}

export const kmsKeySeparation = stackRule({
  id: "kms-key-separation",
  types: [
    "aws:msk/cluster:Cluster",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    "aws:s3tables/tableBucket:TableBucket",
  ],
  what: "Streaming, personal data and other data have a KMS key each.",
  why: "A grant on a shared key opens both: whoever may decrypt records on their way could read personal data at rest.",
  remedy:
    "Take the key of each purpose from the KeyRing component: streaming for MSK, pii for personal data, lake for the rest.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/prescriptive-guidance/latest/encryption-best-practices/kms.html",
  settings: {
    dataClassTag: {
      what: "Tag of a bucket that says how sensitive its data is.",
      schema: { type: "string", minLength: 1 },
      default: "DataClass",
    },
    personal: {
      what: "Values of that tag that mean personal data.",
      schema: { type: "array", items: { type: "string" } },
      default: ["pii"],
    },
  },
  evaluate: (judged, stack, settings) => {
    const keys = keysIn(stack);
    const own = keys.get(judged.urn) ?? [];
    const sharing = stack.filter(
      ({ urn }) => urn !== judged.urn && (keys.get(urn) ?? []).some((key) => own.includes(key)),
    );
    const findings = sharing.flatMap((other) => apart(judged, other, (one) => purposeOf(one, stack, settings)));
    // A key that is shared is one thing wrong, however many share it.
    return findings.toSorted((a, b) => Number(b.outcome === "fail") - Number(a.outcome === "fail")).slice(0, 1);
  },
});

/** Holds against a resource that it has a key together with another one, where they are of different purposes. */
function apart(
  judged: StackResource,
  other: StackResource,
  purposeIn: (holder: StackResource) => Purpose,
): readonly Finding[] {
  const place = { path: readEach(judged.props, keyPaths[judged.type] ?? "")[0]?.path ?? "" };
  const purpose = purposeIn(judged);
  const otherPurpose = purposeIn(other);
  const notKnown = [purpose, otherPurpose].includes(classNotKnown) && ![purpose, otherPurpose].includes("streaming");
  if (notKnown) return [undecided(place, `a key for ${purpose} alone`)];
  return purpose === otherPurpose
    ? []
    : [fail(place, `also the key of ${other.name} (${otherPurpose})`, `a key for ${purpose} alone`)];
}

function purposeOf(holder: StackResource, stack: readonly StackResource[], settings: ClassSettings): Purpose {
  if (holder.type === "aws:msk/cluster:Cluster") return "streaming";
  const [bucket = holder] = linkedFrom(holder, stack, { types: buckets, property: "bucket", names: ["bucket", "id"] });
  const tagOf = (input: string): Reading => property(read(bucket.props, input), settings.dataClassTag);
  const own = tagOf("tags");
  if (own.state === "unknown") return classNotKnown;
  const dataClass = own.state === "known" ? own : tagOf("tagsAll");
  if (dataClass.state === "unknown") return classNotKnown;
  const isPersonal = dataClass.state === "known" && settings.personal.some((value) => value === dataClass.value);
  return isPersonal ? "personal data" : "other data";
}

const keysByStack = new WeakMap<readonly StackResource[], ReadonlyMap<string, readonly unknown[]>>();

/** The keys of everything in a stack that holds data, by URN: found once, for every resource is held against all others. */
function keysIn(stack: readonly StackResource[]): ReadonlyMap<string, readonly unknown[]> {
  const found = keysByStack.get(stack);
  if (found) return found;
  const keys = new Map(
    stack.filter(({ type }) => type in keyPaths).map((holder) => [holder.urn, keysOf(holder, stack)]),
  );
  keysByStack.set(stack, keys);
  return keys;
}

/** URNs of the keys that a resource depends on or names, directly or by an alias, and the names that it gives them. */
function keysOf(holder: StackResource, stack: readonly StackResource[]): readonly unknown[] {
  const path = keyPaths[holder.type] ?? "";
  const linked = linkedFrom(holder, stack, {
    types: [...keyTypes, alias],
    property: path,
    names: ["arn", "keyId", "name"],
  });
  const keys = linked.flatMap((one) =>
    one.type === alias
      ? linkedFrom(one, stack, { types: keyTypes, property: "targetKeyId", names: ["arn", "keyId"] })
      : [one],
  );
  const named = readEach(holder.props, path).flatMap((key) =>
    key.state === "known" && !key.misshapen && key.value !== "" ? [key.value] : [],
  );
  return [...keys.map(({ urn }) => urn), ...named];
}
