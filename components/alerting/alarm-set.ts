import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { type AlarmSpec } from "./alarm-spec.ts";
import { Alarm } from "./alarm.ts";
import { dashboardBody, dashboardUrl } from "./dashboard-body.ts";
import { type BySeverity } from "./severity.ts";

export interface AlarmSetArgs {
  /** Environment, account and Region that names and links are built from. */
  readonly place: Place;
  /** Area the alarms belong to, for example `streaming`; part of their names, and the name of their dashboard. */
  readonly area: string;
  /** Alarms of the area, from the catalogues of its services. */
  readonly specs: readonly AlarmSpec[];
  /** SNS topics that are told, by severity. */
  readonly topicArns: BySeverity<pulumi.Input<string>>;
  /** Team that answers for them. */
  readonly owner: string;
  /** Where `docs/runbooks/` is read, without a slash at its end. */
  readonly runbookUrl: string;
  /**
   * Alarms of the catalogue that this environment does without: ID to reason.
   * @default {}
   */
  readonly exclude?: Readonly<Record<string, string>>;
  /**
   * Thresholds that differ from the catalogue's: ID to value, in the metric's unit.
   * @default {}
   */
  readonly thresholds?: Readonly<Record<string, number>>;
}

/**
 * The alarms of an area and the dashboard that shows what they watch.
 *
 * @throws {Error} when an ID stands twice, when `exclude` or `thresholds` names an alarm that is not there, or a threshold
 * is set for an anomaly; lists every problem.
 */
export class AlarmSet extends pulumi.ComponentResource {
  readonly alarmNames: readonly string[];
  readonly dashboardUrl: string;

  constructor(name: string, args: AlarmSetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:alerting:AlarmSet", name, {}, opts);
    const { place, area, topicArns, owner, runbookUrl } = args;
    const specs = chosen(args);
    const dashboardName = physicalName("dashboard", place, area);
    this.dashboardUrl = dashboardUrl(place, dashboardName);

    this.alarmNames = specs.map(
      (spec) =>
        new Alarm(
          `${name}-${spec.id}`,
          { place, area, spec, topicArns, owner, runbookUrl, dashboardUrl: this.dashboardUrl },
          { parent: this },
        ).alarmName,
    );
    if (specs.length > 0) {
      new aws.cloudwatch.Dashboard(
        `${name}-dashboard`,
        {
          dashboardName,
          // Dimensions may name resources that do not exist yet.
          dashboardBody: pulumi.jsonStringify(dashboardBodyOf(place, specs)),
        },
        { parent: this },
      );
    }
    this.registerOutputs({ alarmNames: this.alarmNames, dashboardUrl: this.dashboardUrl });
  }
}

function dashboardBodyOf(place: Place, specs: readonly AlarmSpec[]): pulumi.Output<object> {
  return pulumi.output(specs).apply((known) => dashboardBody(place, known as readonly AlarmSpec[])); // unwrapped, the same
}

function chosen({ area, specs, exclude = {}, thresholds = {} }: AlarmSetArgs): readonly AlarmSpec[] {
  const ids = specs.map(({ id }) => id);
  const unknown = (key: string, named: object): readonly string[] =>
    Object.keys(named)
      .filter((id) => !ids.includes(id))
      .map((id) => `${area}:alarms.${key} names "${id}"; alarms there: ${ids.join(", ")}.`);
  const problems = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `Two alarms of ${area} have the ID "${id}".`),
    ...unknown("exclude", exclude),
    ...unknown("thresholds", thresholds),
    ...specs
      .filter(({ id, signal }) => signal.kind === "anomaly" && id in thresholds)
      .map(({ id }) => `${area}:alarms.thresholds sets "${id}", which has a learned band and no threshold.`),
  ];
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return specs
    .filter(({ id }) => !(id in exclude))
    .map((spec) => ({ ...spec, threshold: thresholds[spec.id] ?? spec.threshold }));
}
