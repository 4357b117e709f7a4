import { type Place } from "../naming.ts";
import { type Metric } from "./alarm-signal.ts";
import { type AlarmSpec } from "./alarm-spec.ts";

/** Console address of a dashboard. */
export function dashboardUrl(place: Pick<Place, "region">, dashboardName: string): string {
  return `https://${place.region}.console.aws.amazon.com/cloudwatch/home?region=${place.region}#dashboards/dashboard/${dashboardName}`;
}

const columns = 3;
const widget = { width: 8, height: 6 } as const;

/**
 * A dashboard as CloudWatch takes it: a graph per alarm, in the order of the catalogue, with the threshold as a line.
 *
 * Values must be known: the caller resolves outputs first.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(place: Pick<Place, "region">, specs: readonly AlarmSpec[]): object {
  return {
    widgets: specs.map((spec, index) => ({
      type: "metric",
      x: (index % columns) * widget.width,
      y: Math.floor(index / columns) * widget.height,
      ...widget,
      properties: {
        title: spec.id,
        region: place.region,
        view: "timeSeries",
        period: spec.periodSeconds,
        metrics: metricsOf(spec),
        ...(spec.threshold === undefined
          ? {}
          : {
              annotations: {
                horizontal: [
                  { value: spec.threshold, label: `${spec.severity}: ${spec.comparison} ${spec.threshold}` },
                ],
              },
            }),
      },
    })),
  };
}

function metricsOf({ signal }: AlarmSpec): readonly unknown[] {
  switch (signal.kind) {
    case "metric":
      return [metricRow(signal.metric)];
    case "math":
      return [
        ...Object.entries(signal.metrics).map(([id, metric]) => metricRow(metric, { id, visible: false })),
        [{ expression: signal.expression, label: signal.expression }],
      ];
    case "query":
      return [[{ expression: signal.sql }]];
    case "anomaly":
      return [
        metricRow(signal.metric, { id: "observed" }),
        [{ expression: `ANOMALY_DETECTION_BAND(observed, ${signal.bandWidth})`, label: "expected" }],
      ];
  }
}

function metricRow({ namespace, name, statistic, dimensions }: Metric, more: object = {}): readonly unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic, ...more }];
}
