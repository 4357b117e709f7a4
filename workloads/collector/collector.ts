import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Server } from "node:https";
import { Server as NetServer } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import { type Logger } from "pino";
import { apiRoutes } from "./api/page.ts";
import { authenticatorOf } from "./auth/authenticator.ts";
import { type IssuerKeys } from "./auth/issuer-keys.ts";
import { type Authenticator } from "./auth/sender.ts";
import { Credentials } from "./credentials.ts";
import { Admission } from "./http/admission.ts";
import { refuse } from "./http/answers.ts";
import { SenderLeft } from "./http/body.ts";
import { type EventsRoute, type Sinks, takeEvents } from "./http/events.ts";
import { internalRoutes } from "./http/internal.ts";
import { listen, portOf } from "./http/listener.ts";
import { demandHttp, handlerOf, type Routes } from "./http/routes.ts";
import { embeddedMetrics } from "./observe/embedded-metrics.ts";
import { CollectorMetrics } from "./observe/metrics.ts";
import { Refused } from "./refused.ts";
import { type CollectorSettings } from "./settings.ts";

export interface CollectorParts {
  readonly settings: CollectorSettings;
  /** Whoever starts the collector closes them, after it has drained. */
  readonly sinks: Sinks;
  readonly log: Logger;
  /** Milliseconds since 1970. @default - the machine's clock */
  readonly now?: () => number;
  /** How often files are looked at. @default 5000 */
  readonly reloadEveryMs?: number;
  /** Keys of the issuer of tokens. @default - those that the settings say */
  readonly issuerKeys?: IssuerKeys;
}

/** A request that comes on a connection that is still open is answered `draining` for this long. */
const drainingAnswersMs = 250;

/** A collector that listens. */
export class Collector {
  readonly metrics: CollectorMetrics;
  readonly #parts: CollectorParts;
  readonly #admission: Admission;
  readonly #credentials: Credentials;
  readonly #servers: Server[] = [];
  readonly #ports: number[] = [];
  readonly #stops: (() => void)[] = [];
  #isDraining = false;

  private constructor(
    parts: CollectorParts,
    admission: Admission,
    metrics: CollectorMetrics,
    credentials: Credentials,
  ) {
    this.#parts = parts;
    this.#admission = admission;
    this.metrics = metrics;
    this.#credentials = credentials;
    this.#stops.push(() => {
      credentials.stop();
    });
  }

  /** @throws {Error} when a file cannot be read or used, or a port not be listened on. */
  static async start(parts: CollectorParts): Promise<Collector> {
    const { settings, log, reloadEveryMs: everyMs = 5000 } = parts;
    const admission = new Admission(settings.limits);
    const metrics = new CollectorMetrics(admission);
    const reloaded = (what: string, problem?: unknown): void => {
      metrics.reloaded(problem === undefined ? "taken" : "kept");
      if (problem === undefined) log.info(`${what}: changed, and read again`);
      else log.error({ err: problem }, `${what}: changed, but cannot be used; what was before is kept`);
    };
    const credentials = await Credentials.read(settings, { everyMs, reloaded });
    metrics.gauge(
      "collector_revocation_list_due_timestamp_seconds",
      "When a revocation list is to be replaced; 0 without one",
      () => (credentials.nextListDue === undefined ? 0 : credentials.nextListDue / 1000),
    );
    const collector = new Collector(parts, admission, metrics, credentials);
    try {
      await collector.#listen();
    } catch (error) {
      credentials.stop();
      throw error;
    }
    return collector;
  }

  /** For devices; where the settings leave it open (0), the one that was found. */
  get port(): number {
    return this.#ports[0] ?? 0;
  }

  get internalPort(): number {
    return this.#ports[1] ?? 0;
  }

  /**
   * Takes nothing more, answers what was taken in, and closes: the internal port last, so that readiness fails first.
   *
   * @returns whether all of it was answered within `drainSeconds`.
   */
  async drain(): Promise<boolean> {
    this.#isDraining = true;
    const [events] = this.#servers;
    // Only the listening ends: HTTP's own close would cut connections on which a request is on its way.
    if (events !== undefined) NetServer.prototype.close.call(events);
    const deadline = after(this.#parts.settings.drainSeconds * 1000, false, { ref: false });
    const answered = Promise.all([this.#admission.idle(), after(drainingAnswersMs)]).then(() => true);
    const isWhole = await Promise.race([answered, deadline]);
    for (const server of this.#servers) {
      server.closeIdleConnections();
      server.close();
    }
    // Answers are written; what does not take them within a moment is gone.
    await after(50);
    for (const server of this.#servers) server.closeAllConnections();
    for (const stop of this.#stops) stop();
    this.#tellCounts();
    return isWhole;
  }

  async #listen(): Promise<void> {
    const { settings, sinks } = this.#parts;
    const isOfClients = settings.authentication.by === "mtls" && settings.authentication.at === "collector";
    const events = await this.#serve(
      settings.port,
      { ...this.#credentials.events, requestCert: isOfClients, rejectUnauthorized: false },
      this.#eventRoutes(),
    );
    const internal = await this.#serve(
      settings.internalPort,
      this.#credentials.internal,
      internalRoutes({ sink: sinks.events, metrics: this.metrics, isDraining: () => this.#isDraining }),
    );
    this.#credentials.onChange(() => {
      events.setSecureContext(this.#credentials.events);
      internal.setSecureContext(this.#credentials.internal);
    });
    const timer = setInterval(() => {
      this.#tellCounts();
    }, settings.metrics.everySeconds * 1000).unref();
    this.#stops.push(() => {
      clearInterval(timer);
    });
  }

  async #serve(port: number, tls: object, routes: Routes): Promise<Server> {
    const { host, limits } = this.#parts.settings;
    const server = await listen({
      tls,
      host,
      port,
      requestTimeoutMs: limits.requestTimeoutMs,
      maxConnections: limits.connections,
      dropped: () => {
        this.metrics.dropped();
      },
      handle: (request, response) => void this.#handle(routes, request, response),
      malformed: (code) => {
        this.metrics.refused(code);
      },
    });
    this.#servers.push(server);
    this.#ports.push(portOf(server));
    return server;
  }

  #eventRoutes(): Routes {
    const { settings, sinks, now = Date.now } = this.#parts;
    const route: EventsRoute = {
      settings,
      sinks,
      now,
      authenticator: this.#authenticator(now),
      admission: this.#admission,
      metrics: this.metrics,
      rules: {
        limits: settings.limits,
        eventTime: settings.eventTime,
        quarantineRecordBytes: settings.kafka.batchBytes,
        vault: sinks.vault,
        failed: (error) => {
          this.#failed(error);
        },
      },
    };
    return {
      "/v1/events": { POST: (request, response) => takeEvents(route, request, response) },
      ...apiRoutes(settings, now),
    };
  }

  #authenticator(now: () => number): Authenticator {
    const { settings, log, issuerKeys } = this.#parts;
    const keysFailed = (err: unknown): void => {
      log.error({ err }, "The keys that tokens are checked by cannot be fetched");
    };
    const authenticator = authenticatorOf(settings.authentication, {
      credentials: this.#credentials,
      now,
      keysFailed,
      keys: issuerKeys,
    });
    this.#stops.push(() => {
      authenticator.stop();
    });
    return authenticator;
  }

  /** Tells CloudWatch what was counted since the last time. */
  #tellCounts(): void {
    const { settings, log, now = Date.now } = this.#parts;
    const lines = embeddedMetrics({
      namespace: settings.metrics.namespace,
      environment: settings.environment,
      now: now(),
      counts: this.metrics.takeCounts(),
      requestsInFlight: this.#admission.requests,
      bytesInFlight: this.#admission.bytes,
    });
    // Whatever level the log has: alarms are made of it, and take silence for a collector that is gone.
    const always = log.child({}, { level: "info" });
    for (const line of lines) always.info(line);
  }

  async #handle(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A sender that leaves in the middle of its answer is nothing to act on.
    response.on("error", () => undefined);
    try {
      demandHttp(request);
      const handler = handlerOf(routes, request);
      if (this.#isDraining && routes["/v1/events"] !== undefined) {
        response.shouldKeepAlive = false;
        throw new Refused("draining");
      }
      await handler(request, response);
    } catch (error) {
      await this.#answerFailure(error, request, response);
    }
  }

  async #answerFailure(error: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (error instanceof SenderLeft) {
      this.metrics.aborted();
      return;
    }
    // A page that its reader did not wait for is nobody's fault.
    if (response.headersSent && response.destroyed) return;
    if (!(error instanceof Refused)) this.#failed(error);
    const refused = error instanceof Refused ? error : new Refused("unavailable");
    this.metrics.refused(refused.code);
    if (response.headersSent) response.destroy();
    else await refuse(request, response, refused, this.#parts.settings.limits.bodyBytes);
  }

  #failed(error: unknown): void {
    this.metrics.failed();
    this.#parts.log.error({ err: error }, "The collector failed on a request");
  }
}
