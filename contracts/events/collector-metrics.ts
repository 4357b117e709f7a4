/** Namespace of the collector's metrics in CloudWatch, unless its settings say otherwise. */
export const collectorMetricsNamespace = "EventPlatform/Ingestion";

/**
 * Metrics that the collector writes every minute, zeros too, so that silence means that there is none. Dimension: Environment.
 * Accepted events also by EventType, quarantined ones by Reason, refused requests by Code, each where there were any.
 */
export const collectorMetrics = {
  accepted: "AcceptedEvents",
  quarantined: "QuarantinedEvents",
  refused: "RefusedRequests",
  requestsInFlight: "RequestsInFlight",
  bytesInFlight: "BytesInFlight",
} as const;

/** Gauge of `/metrics` that the collector's autoscaler can go by. */
export const requestsInFlightGauge = "collector_requests_in_flight";
