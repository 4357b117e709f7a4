import { z } from "zod";
import { collectorMetricsNamespace } from "./collector-metrics.ts";

const file = z.string().min(1, "must be the path of a file");
const port = z.int("must be a port").min(0, "must be a port").max(65_535, "must be a port");
const atLeast = (least: number): z.ZodInt => z.int("must be a whole number").min(least, `must be at least ${least}`);
const between = (least: number, most: number): z.ZodInt => atLeast(least).max(most, `must be at most ${most}`);
const mebibyte = 1024 * 1024;
const dayMs = 86_400_000;
/** A timer of JavaScript waits for 24 days at most, and fires at once when it is asked for more. */
const hourMs = 3_600_000;
/** Most of a record or batch: brokers take a mebibyte, of which headers, `ingest_ts` and tokens have their part. */
const recordBytes = 900_000;

/**
 * Where the collector writes objects, and may write no others: the ingestion stack grants these prefixes.
 *
 * What is quarantined lies beside the table of the quarantine and not in its location: the table's maintenance deletes every
 * file there that no snapshot refers to.
 */
export const collectorPrefixes = { vault: "vault/", quarantine: "uploads/" } as const;

/** Where the device's certificate is checked. */
const mtls = z.discriminatedUnion("at", [
  z.strictObject({
    /** The device's TLS connection ends here. */
    at: z.literal("collector"),
    by: z.literal("mtls"),
    /** Certificate authorities of devices, PEM. Read again when it changes. */
    authoritiesFile: file,
    /** Certificate revocation lists of those authorities, PEM; read again when it changes. Default: none is revoked. */
    revocationListFile: file.optional(),
  }),
  z.strictObject({
    /** The load balancer verified it and names it in `X-Amzn-Mtls-Clientcert-Leaf`; nothing else may reach the port. */
    at: z.literal("load-balancer"),
    by: z.literal("mtls"),
  }),
]);

const jwt = z.strictObject({
  by: z.literal("jwt"),
  /** Demanded `iss`. */
  issuer: z.url("must be the issuer's URL"),
  /** Demanded `aud`. */
  audience: z.string().min(1),
  /** Keys of the issuer; asked again when a token names one that is not known. */
  jwksUrl: z.url({ protocol: /^https$/, error: "must be the https URL of the issuer's keys" }),
});

const kafka = z.strictObject({
  /** Comma separated host:port list; TLS always. */
  bootstrapBrokers: z.string().min(1),
  authentication: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("iam"), region: z.string().min(1) }),
    /** The secret holds `{"username", "password"}`; it is read again when brokers refuse the password. */
    z.strictObject({ by: z.literal("scram"), secretArn: z.string().min(1) }),
  ]),
  /** Authorities of the brokers, PEM. Default: the system's own. */
  caFile: file.optional(),
  /** Longest that a record waits for others to share its batch. */
  lingerMs: between(0, hourMs).default(5),
  /** Bytes of records at which a batch waits no longer. */
  batchBytes: atLeast(1024)
    .max(recordBytes, `must be at most ${recordBytes}`)
    .default(512 * 1024),
  /** Time in which Kafka must have acknowledged a record before its request is answered 503. */
  deliveryTimeoutMs: between(100, hourMs).default(10_000),
});

/** Settings of a collector: `$COLLECTOR_SETTINGS` is the path of the JSON file, which a ConfigMap mounts. No secret is in it. */
export const collectorSettings = z.strictObject({
  /** Address that is listened on. Default: all. */
  host: z.string().default("0.0.0.0"),
  /** HTTPS for devices: events and the API's description. Default: 8443. */
  port: port.default(8443),
  /** HTTPS for the cluster: health, readiness, metrics. Default: 9443. */
  internalPort: port.default(9443),
  /** Certificate of both; read again when it changes. Default: self-signed at start, for behind a load balancer. */
  certificate: z.strictObject({ certificateFile: file, keyFile: file }).optional(),
  authentication: z.union([mtls, jwt]),
  kafka,
  /** Most of one thing that is taken. */
  limits: z
    .strictObject({
      /** Bytes of a body as sent and, where it is gzip, as unpacked. */
      bodyBytes: atLeast(1024).default(4 * mebibyte),
      /** Bytes of one event; a larger one is quarantined. */
      eventBytes: atLeast(256)
        .max(recordBytes, `must be at most ${recordBytes}, which brokers take as one record`)
        .default(256 * 1024),
      eventsPerRequest: atLeast(1).default(10_000),
      depth: atLeast(2).default(16),
      /** Bytes of bodies that are not answered yet, and 1024 for each of their events that goes to quarantine; above, 429. */
      inFlightBytes: atLeast(1024).default(64 * mebibyte),
      inFlightRequests: atLeast(1).default(2_000),
      /** Connections that are open; each takes about 100 KB. Above, a new one is closed at once. */
      connections: atLeast(1).default(1_000),
      /** Time for a body to arrive. */
      requestTimeoutMs: between(100, hourMs).default(30_000),
    })
    .prefault({}),
  /** How far event_ts may lie from now. */
  eventTime: z
    .strictObject({ pastMs: atLeast(0).default(7 * dayMs), futureMs: atLeast(0).default(300_000) })
    .prefault({}),
  personalData: z.strictObject({
    /** KMS HMAC key that tokens are derived by. */
    tokenKeyArn: z.string().min(1),
    /** Bucket of the token vault, and its key. */
    bucket: z.string().min(1),
    kmsKeyArn: z.string().min(1),
  }),
  /** Bucket of what is quarantined, and its key. */
  quarantine: z.strictObject({ bucket: z.string().min(1), kmsKeyArn: z.string().min(1) }),
  /** CloudWatch metrics in the log, in the embedded metric format. */
  metrics: z
    .strictObject({
      namespace: z.string().default(collectorMetricsNamespace),
      everySeconds: between(1, hourMs / 1000).default(60),
    })
    .prefault({}),
  /** Value of the dimension Environment. */
  environment: z.string().min(1),
  logLevel: z.enum(["debug", "info", "warn", "error"]).default("info"),
  /** Time after SIGTERM in which what was taken in is answered. */
  drainSeconds: between(1, hourMs / 1000).default(25),
});

export type CollectorSettings = z.output<typeof collectorSettings>;
/** As the file has it: what has a default may be left out. */
export type CollectorSettingsFile = z.input<typeof collectorSettings>;

/** What an environment may tune; everything else follows from where the collector runs. */
export const collectorTuning = collectorSettings
  .pick({ limits: true, eventTime: true, drainSeconds: true, logLevel: true })
  .extend({ kafka: kafka.pick({ lingerMs: true, batchBytes: true, deliveryTimeoutMs: true }).prefault({}) });

export type CollectorTuning = z.output<typeof collectorTuning>;
