import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { alarmInputs } from "./alarm-signal.ts";
import { type AlarmSpec } from "./alarm-spec.ts";
import { type BySeverity } from "./severity.ts";

export interface AlarmArgs {
  /** Environment, account and Region that names and links are built from. */
  readonly place: Place;
  /** Area it belongs to, for example `streaming`; the alarm is named `<environment>-<area>-<id>`. */
  readonly area: string;
  /** What to watch, and what to do when it is bad. */
  readonly spec: AlarmSpec;
  /** SNS topics that are told, by severity: when the alarm goes off, and when it is over. */
  readonly topicArns: BySeverity<pulumi.Input<string>>;
  /** Team that answers for it. */
  readonly owner: string;
  /** Where `docs/runbooks/` is read, without a slash at its end. */
  readonly runbookUrl: string;
  /**
   * Dashboard that shows the metric, linked from the description.
   * @default - no link
   */
  readonly dashboardUrl?: string;
}

/** CloudWatch's limit for a description. */
const maxDescription = 1024;

/**
 * A CloudWatch alarm whose description says why it matters, whose it is and what to do, and which tells the topic of its
 * severity both when it goes off and when it is over, so that the page resolves itself.
 *
 * @throws {Error} when the specification could never be evaluated, naming the alarm.
 */
export class Alarm extends pulumi.ComponentResource {
  readonly alarmName: string;

  constructor(name: string, args: AlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:alerting:Alarm", name, {}, opts);
    const { spec } = args;
    this.alarmName = physicalName("alarm", args.place, `${args.area}-${spec.id}`);
    const [datapointsToAlarm, evaluationPeriods] = spec.datapoints;
    const topic = args.topicArns[spec.severity];

    new aws.cloudwatch.MetricAlarm(
      `${name}-alarm`,
      {
        name: this.alarmName,
        alarmDescription: description(this.alarmName, args),
        ...named(this.alarmName, () => alarmInputs(spec)),
        evaluationPeriods,
        datapointsToAlarm,
        treatMissingData: spec.missing,
        alarmActions: [topic],
        okActions: [topic],
        tags: { Severity: spec.severity, Owner: args.owner },
      },
      { parent: this },
    );
    this.registerOutputs({ alarmName: this.alarmName });
  }
}

function description(alarmName: string, args: AlarmArgs): string {
  const { spec, owner, runbookUrl, dashboardUrl } = args;
  const [bad, of] = spec.datapoints;
  if (bad < 1 || bad > of) {
    throw new Error(`Alarm ${alarmName}: ${bad} of ${of} datapoints; allowed: 1 to ${of} of ${of}.`);
  }
  const text = [
    spec.why,
    `Runbook: ${runbookUrl}/${spec.runbook}`,
    ...(dashboardUrl === undefined ? [] : [`Dashboard: ${dashboardUrl}`]),
    `Owner: ${owner}`,
  ].join("\n");
  if (text.length > maxDescription) {
    throw new Error(
      `Alarm ${alarmName}: its description has ${text.length} characters; CloudWatch allows ${maxDescription}. Shorten "why" in its catalogue.`,
    );
  }
  return text;
}

/** Says which alarm a problem is about. */
function named<T>(alarmName: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    throw new Error(`Alarm ${alarmName}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
