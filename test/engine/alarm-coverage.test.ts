import assert from "node:assert/strict";
import { isStateful } from "../../contracts/stacks/index.ts";
import { type PlannedResource, plannedResources } from "../checkov/planned.ts";

/** What holds data and has no alarm of its own, each with what watches it instead. */
const watchedOtherwise: readonly { readonly type: string; readonly name?: RegExp; readonly why: string }[] = [
  { type: "aws:kms/key:Key", why: "who disables or deletes one trips the trail's alarm, CIS 4.7" },
  {
    type: "aws:s3/bucket:Bucket",
    name: /^(?!lake-dl-(raw|analytics)-)/,
    why: "holds no live table: request metrics cost by bucket, and the alarms of those who write there see a failure",
  },
  { type: "aws:ec2/eip:Eip", why: "the NAT gateway that has it is watched" },
  {
    type: "aws:sqs/queue:Queue",
    name: /-interruptions-queue$/,
    why: "what nobody could handle goes to its dead-letter queue, which is watched",
  },
  { type: "aws:glue/catalogDatabase:CatalogDatabase", why: "AWS has no metric on it" },
  { type: "aws:glue/catalogTable:CatalogTable", why: "AWS has no metric on it; its bucket is watched" },
  { type: "aws:glue/schema:Schema", why: "AWS has no metric on it" },
  { type: "aws:amp/workspace:Workspace", why: "its own rule MetricsMissing" },
];

/** Texts that an alarm may know a resource by: ID, ARN, and every name among its inputs. */
function namesOf({ id, arn, inputs }: PlannedResource): readonly string[] {
  return [id, arn, ...Object.values(inputs)].filter(
    (value) => typeof value === "string" && value.length > 3,
  ) as string[];
}

describe("in prod", function () {
  this.timeout(900_000);
  let stateful: readonly PlannedResource[];
  let unwatched: readonly PlannedResource[];

  const excepted = (resource: PlannedResource): boolean =>
    watchedOtherwise.some(({ type, name = /(?:)/ }) => type === resource.type && name.test(resource.name));

  before(async () => {
    const planned = await plannedResources("prod");
    const signals = planned
      .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ inputs: { dimensions, metricQueries } }) => JSON.stringify({ dimensions, metricQueries }));
    stateful = planned.filter(({ type }) => isStateful(type));
    unwatched = stateful.filter(
      (resource) =>
        !namesOf(resource).some((name) =>
          signals.some((signal) => signal.includes(`"${name}"`) || signal.includes(`'${name}'`)),
        ),
    );
  });

  it("everything that holds data has an alarm, or a reason why not", () => {
    assert.ok(stateful.length > 20, "hardly anything holds data: is the plan whole?");
    const silent = unwatched.filter((resource) => !excepted(resource)).map(({ type, name }) => `${type} ${name}`);
    assert.deepEqual(silent, []);
  });

  it("no reason stands for what has an alarm", () => {
    const stale = watchedOtherwise.filter(
      ({ type, name = /(?:)/ }) => !unwatched.some((resource) => resource.type === type && name.test(resource.name)),
    );
    assert.deepEqual(stale, []);
  });
});
