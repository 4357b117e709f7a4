import { met, oneOf } from "../check.ts";
import { elements, isEmpty, property, read, type Reading } from "../property.ts";
import { fail, type Finding, stackRule, undecided } from "../rule.ts";
import { given, notLinked } from "../stack-links.ts";
import { bucketTypes, settingsOfBucket } from "./bucket-links.ts";

const configurations = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;

/** Classes that answer at once: a query engine that meets another one fails. */
const immediate = ["STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"];
const glacier = ["GLACIER", "GLACIER_IR", "DEEP_ARCHIVE"];

/** Glacier Deep Archive bills 180 days of every object, however soon it goes. */
const leastArchivedDays = 180;

const prefixes = { type: "array", items: { type: "string" } } as const;

export const s3Lifecycle = stackRule({
  id: "s3-lifecycle",
  types: [...bucketTypes, ...configurations],
  what: "Every bucket has a lifecycle: old versions and abandoned uploads go, archives get cheaper, live tables stay readable.",
  why: "Versions and parts of uploads that nobody sees are paid for ever; a table file in Deep Archive breaks every query over it.",
  remedy:
    "Add an aws.s3.BucketLifecycleConfiguration with abortIncompleteMultipartUpload and noncurrentVersionExpiration for all objects, and transitions by prefix; SecureBucket's lifecycle makes it.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["S3.10", "S3.13"], checkov: ["CKV2_AWS_61", "CKV_AWS_300"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
  settings: {
    archivePrefixes: {
      what: "Prefixes of objects that are kept and hardly ever read.",
      schema: prefixes,
      default: ["archive/"],
    },
    tablePrefixes: {
      what: "Prefixes of files of live tables.",
      schema: prefixes,
      default: ["bronze/", "silver/", "gold/"],
    },
  },
  evaluate: (resource, stack, settings) => {
    const { type, props } = resource;
    if (configurations.some((one) => one === type)) return lifecycle(read(props, "rules"), settings);
    if (settingsOfBucket(resource, stack, configurations).length > 0) return [];
    return isEmpty(given(resource, "lifecycleRules")) ? [notLinked(configurations[0], "there for every bucket")] : [];
  },
});

interface Prefixes {
  readonly archivePrefixes: readonly string[];
  readonly tablePrefixes: readonly string[];
}

function lifecycle(list: Reading, { archivePrefixes, tablePrefixes }: Prefixes): readonly Finding[] {
  if (list.state !== "known" || list.misshapen || !Array.isArray(list.value)) {
    return met(list, { wanted: "a list of rules", meets: () => false });
  }
  const rules = elements(list);
  return [
    ...forAllObjects(rules, "abortIncompleteMultipartUpload.daysAfterInitiation"),
    ...forAllObjects(rules, "noncurrentVersionExpiration.noncurrentDays"),
    ...rules.filter((rule) => concerns(rule, archivePrefixes)).flatMap(archive),
    ...rules.filter((rule) => concerns(rule, tablePrefixes)).flatMap(table),
  ];
}

/** Some enabled rule over the whole bucket sets a number of days. */
function forAllObjects(rules: readonly Reading[], days: string): readonly Finding[] {
  const wanted = "a number of days in a rule for all objects";
  const place = { path: `rules[].${days}` };
  const found = rules.filter(isForAll).map((rule) => days.split(".").reduce(property, rule));
  if (found.some(({ state }) => state === "unknown")) return [undecided(place, wanted)];
  const set = found.some((one) => one.state === "known" && typeof one.value === "number" && one.value > 0);
  return set ? [] : [fail(place, "absent", wanted)];
}

function isForAll(rule: Reading): boolean {
  if (rule.state !== "known") return rule.state === "unknown";
  const status = property(rule, "status");
  const filter = property(rule, "filter");
  const isOff = status.state === "known" && status.value !== "Enabled";
  const narrowing = ["and", "tag", "objectSizeGreaterThan", "objectSizeLessThan"];
  return !isOff && prefixOf(rule) === "" && narrowing.every((name) => property(filter, name).state === "absent");
}

/** Of the filter, else of the rule itself, which is the older form; undefined where it is not known. */
function prefixOf(rule: Reading): string | undefined {
  const filter = property(rule, "filter");
  const places = [filter, property(filter, "and"), rule].map((place) => property(place, "prefix"));
  const either = places.find(({ state }) => state !== "absent");
  if (either === undefined) return "";
  return either.state === "known" && typeof either.value === "string" ? either.value : undefined;
}

function concerns(rule: Reading, under: readonly string[]): boolean {
  return rule.state === "known" && under.some((prefix) => prefixOf(rule)?.startsWith(prefix) === true);
}

function classes(rule: Reading): readonly Reading[] {
  const transitions = property(rule, "transitions");
  return transitions.state === "absent" ? [] : elements(transitions).map((one) => property(one, "storageClass"));
}

function archive(rule: Reading): readonly Finding[] {
  const transitions = classes(rule);
  const days = property(property(rule, "expiration"), "days");
  const [first, ...others] = transitions;
  const moved =
    first === undefined
      ? [fail(property(rule, "transitions"), "absent", "a transition to a class of Glacier")]
      : [first, ...others].some((one) => one.state === "known" && glacier.some((name) => name === one.value))
        ? []
        : oneOf(first, glacier);
  return [
    ...moved,
    ...met(days, {
      wanted: `at least the ${leastArchivedDays} days that are paid for`,
      meets: (value) => typeof value === "number" && value >= leastArchivedDays,
      whenAbsent: "passes",
    }),
  ];
}

/** S3 must not delete what a table still refers to, nor move it out of reach. */
function table(rule: Reading): readonly Finding[] {
  const expiration = property(rule, "expiration");
  const expires = ["days", "date"]
    .map((name) => property(expiration, name))
    .filter(({ state }, index, both) => state !== "absent" && (index === 0 || both[0]?.path !== both[1]?.path))
    .flatMap((reading) =>
      met(reading, { wanted: "absent: the table's own maintenance deletes files", meets: () => false }),
    );
  return [...classes(rule).flatMap((one) => oneOf(one, immediate)), ...expires];
}
