import { type Answer, any } from "../iam/judge.ts";
import { elements, property, type Properties, type Reading, readEachPresent } from "../property.ts";
import { fail, resourceRule, undecided } from "../rule.ts";

const objects = "AWS::S3::Object";

export const cloudtrailDataEvents = resourceRule({
  id: "cloudtrail-data-events",
  types: ["aws:cloudtrail/trail:Trail"],
  what: "A trail records who read and who wrote objects of buckets.",
  why: "A trail records the management of buckets alone unless it is told otherwise: who took the data is not in it.",
  remedy:
    'Add an advanced event selector with eventCategory Data and resources.type "AWS::S3::Object", and resources.ARN for the lake; the AuditTrail component does.',
  severity: "medium",
  level: "advisory",
  controls: { cis: ["4.8", "4.9"] },
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
  evaluate: ({ props }) => {
    const place = { path: "advancedEventSelectors" };
    const wanted = `with selectors for reads and writes of ${objects}`;
    const answers = (["reads", "writes"] as const).map((use) => ({ use, answer: recorded(props, use) }));
    const missing = answers.filter(({ answer }) => answer === "no").map(({ use }) => use);
    if (missing.length > 0) return [fail(place, `without ${missing.join(" and ")}`, wanted)];
    return answers.some(({ answer }) => answer === "unknown") ? [undecided(place, wanted)] : [];
  },
});

type Use = "reads" | "writes";

function recorded(props: Properties, use: Use): Answer {
  return any(
    ...readEachPresent(props, "eventSelectors[]").map((selector) => basic(selector, use)),
    ...readEachPresent(props, "advancedEventSelectors[]").map((selector) => advanced(selector, use)),
  );
}

/** Basic selectors name types of resources, and reads, writes or, where they say nothing, both. */
function basic(selector: Reading, use: Use): Answer {
  const other = use === "reads" ? "WriteOnly" : "ReadOnly";
  const kinds = listed(property(selector, "dataResources")).map((one) => is(property(one, "type"), objects));
  if (is(property(selector, "readWriteType"), other) === "yes") return "no";
  return any(...kinds);
}

/** All field selectors of one must hold; those for ARNs say which buckets, and are for the trail's owner to choose. */
function advanced(selector: Reading, use: Use): Answer {
  const fields = listed(property(selector, "fieldSelectors"));
  const valueOf = (name: string): readonly Reading[] =>
    fields
      .filter((one) => is(property(one, "field"), name) === "yes")
      .flatMap((one) => listed(property(one, "equals")));
  const excluded = valueOf("readOnly").some((value) => is(value, use === "reads" ? "false" : "true") === "yes");
  if (excluded) return "no";
  if (fields.some(({ state }) => state === "unknown")) return "unknown";
  return any(...valueOf("resources.type").map((value) => is(value, objects)));
}

function listed(list: Reading): readonly Reading[] {
  return list.state === "absent" ? [] : elements(list);
}

function is(reading: Reading, value: string): Answer {
  if (reading.state === "unknown") return "unknown";
  return reading.state === "known" && !reading.misshapen && reading.value === value ? "yes" : "no";
}
