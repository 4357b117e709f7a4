import { type CollectorMetrics } from "../observe/metrics.ts";
import { type EventSink } from "../sinks.ts";
import { reply } from "./answers.ts";
import { type Handler, type Routes } from "./routes.ts";

export interface InternalParts {
  readonly sink: EventSink;
  readonly metrics: CollectorMetrics;
  readonly isDraining: () => boolean;
}

/** What the cluster asks: health (the process answers), readiness (what the sink does, and nothing more), metrics. */
export function internalRoutes({ sink, metrics, isDraining }: InternalParts): Routes {
  const text =
    (status: number, body: string): Handler =>
    (_, response) => {
      reply(response, { status, contentType: "text/plain; charset=utf-8", body });
    };
  return {
    "/healthz": { GET: text(200, "ok\n") },
    "/readyz": {
      GET: (request, response) => {
        const answer = isDraining()
          ? text(503, "draining\n")
          : sink.available
            ? text(200, "ok\n")
            : text(503, "no Kafka\n");
        return answer(request, response);
      },
    },
    "/metrics": {
      GET: async (_, response) => {
        const { registry } = metrics;
        reply(response, { status: 200, contentType: registry.contentType, body: await registry.metrics() });
      },
    },
  };
}
