import { z } from "zod";
import { dnsLabelPattern } from "../../components/kubernetes/names.ts";
import { collectorTuning, type CollectorTuning } from "../../contracts/events/collector-settings.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";
import { quantity } from "../quantity.ts";

const tlsAtRule = "must be load-balancer or collector";
const number = (what: string, least: number): z.ZodInt =>
  z.int(`must be a number of ${what}`).min(least, `must be at least ${least}`);

const object = z.strictObject({
  bucket: z.string("must name the bucket").min(3, "must name the bucket"),
  key: z.string("must be the object's key").min(1, "must be the object's key"),
  /** Version of the object. Default: the newest when the trust store is made. */
  version: z.string().min(1).optional(),
});

const objectName = ({ bucket, key }: z.output<typeof object>): string => `${bucket}/${key}`;

/** How devices say who they are. */
const authentication = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("mtls"),
    /** Certificates of the devices' authorities in S3, PEM; with `tlsAt: load-balancer`. */
    authorities: object.optional(),
    /** Revocation lists of those authorities in S3; with `tlsAt: load-balancer`. Default: none. */
    revocationLists: z
      .array(object)
      .refine((lists) => new Set(lists.map(objectName)).size === lists.length, "must not name one object twice")
      .default([]),
  }),
  z.strictObject({
    by: z.literal("jwt"),
    /** Demanded `iss`. */
    issuer: z.url("must be the issuer's URL"),
    /** Demanded `aud`. */
    audience: z.string("must be the audience").min(1, "must be the audience"),
    /** Keys of the issuer. */
    jwksUrl: z
      .url({ protocol: /^https$/, error: "must be the https URL of the issuer's keys" })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).port === "",
        "must be on port 443: pods reach no other outside",
      ),
  }),
]);

const scaling = z
  .strictObject({
    /** Fewest pods. Default: 3, one in each of three zones. */
    minPods: number("pods", 2).default(3),
    /** Most pods; the namespace's quota must have room for a quarter more. Default: 6. */
    maxPods: number("pods", 2).default(6),
    /** CPU of a pod that is aimed at, in percent of what it requests. Default: 60. */
    cpuPercent: number("percent", 10).max(100, "must be at most 100").default(60),
    /** Requests in flight of a pod that are aimed at; needs a custom metrics API in the cluster. Default: CPU alone decides. */
    inFlightRequests: number("requests", 1).optional(),
  })
  .refine(({ minPods, maxPods }) => minPods <= maxPods, { path: ["maxPods"], error: "must be minPods at least" });

const schema = z
  .strictObject({
    /** Image of the collector in the environment's repository, by tag or by digest (sha256:…). */
    image: z
      .string("must be a tag or a digest of the collector's image")
      .regex(/^(sha256:[0-9a-f]{64}|(?!latest$)[\w][\w.-]{0,127})$/, "must be a tag that does not move, or sha256:…"),
    /** Namespace it runs in; one of `cluster-services:namespaces`. Default: ingestion. */
    namespace: z.string().regex(dnsLabelPattern, "must be the name of a namespace").default("ingestion"),
    /** What ends the devices' TLS: an application load balancer, or the collector behind a network load balancer. Default: load-balancer. */
    tlsAt: z.enum(["load-balancer", "collector"], tlsAtRule).default("load-balancer"),
    /** How devices say who they are. Default: certificates (mtls). */
    authentication: authentication.default({ by: "mtls", revocationLists: [] }),
    /**
     * Whether the load balancer faces the Internet; `network:loadBalancerClients` says who may connect. With `tlsAt: collector` it also
     * takes an exemption from the policy rule k8s-no-public-lb. Default: false.
     */
    internetFacing: z.boolean("must be true or false").default(false),
    /** Name that devices connect to. Default: the load balancer's own name. */
    domainName: z
      .string()
      .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, "must be a domain name in lower case, like events.example.com")
      .optional(),
    /** Public hosted zone of Route 53 that the name lies in: gets its records. Default: records are made elsewhere. */
    hostedZoneId: z
      .string()
      .regex(/^Z[A-Z0-9]+$/, "must be the ID of a hosted zone, like Z0123456789ABCDEFGHIJ")
      .optional(),
    /** Certificate of ACM for the name. Default: one is made, with its proof in the hosted zone. */
    certificateArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:acm:/, "must be the ARN of a certificate of ACM")
      .optional(),
    /** Requests of one address in five minutes, beyond which the web ACL answers 429. Default: 30000. */
    requestsPerAddress: number("requests", 10).default(30_000),
    /** What a pod asks for. */
    resources: z
      .strictObject({
        /** CPUs, of which it may have more. Default: 1: it has one event loop. */
        cpu: quantity.default("1"),
        /** Memory, of which it gets no more. Default: 512Mi. */
        memory: quantity.default("512Mi"),
      })
      .prefault({}),
    /** How many pods there are. */
    scaling: scaling.prefault({}),
    /** Namespace whose pods may scrape the collector's metrics. Default: none. */
    monitoringNamespace: z.string().regex(dnsLabelPattern, "must be the name of a namespace").optional(),
    /** The collector's own limits and times, as in `contracts/events/collector-settings.ts`. */
    collector: collectorTuning.prefault({}),
    /** Alarms left out and thresholds moved. Default: none. */
    alarms: alarmSettings,
  })
  .superRefine((plan, context) => {
    for (const { path, message } of [...entranceProblems(plan), ...tuningProblems(plan)]) {
      context.addIssue({ code: "custom", path, message });
    }
  });

interface Entrance {
  readonly tlsAt: "load-balancer" | "collector";
  readonly authentication: z.output<typeof authentication>;
  readonly domainName?: string | undefined;
  readonly hostedZoneId?: string | undefined;
  readonly certificateArn?: string | undefined;
}

interface Problem {
  readonly path: string[];
  readonly message: string;
}

/** What a load balancer that ends TLS cannot do without, and what one that does not has no use for. */
function entranceProblems(plan: Entrance): readonly Problem[] {
  const { tlsAt, authentication: by, domainName, hostedZoneId, certificateArn } = plan;
  const atBalancer = tlsAt === "load-balancer";
  const proven = certificateArn !== undefined || hostedZoneId !== undefined;
  const given = by.by === "mtls" && (by.authorities !== undefined || by.revocationLists.length > 0);
  const problem = (wrong: boolean, path: string, message: string): Problem[] =>
    wrong ? [{ path: [path], message }] : [];
  return [
    ...problem(
      atBalancer && domainName === undefined,
      "domainName",
      "must be set with ingestion:tlsAt: load-balancer: its certificate is for a name",
    ),
    ...problem(
      atBalancer && !proven,
      "certificateArn",
      "or ingestion:hostedZoneId must be set with ingestion:tlsAt: load-balancer",
    ),
    ...problem(
      atBalancer && by.by === "mtls" && by.authorities === undefined,
      "authentication",
      "must name the devices' authorities with ingestion:tlsAt: load-balancer, like { by: mtls, authorities: { bucket, key } }",
    ),
    ...problem(
      !atBalancer && given,
      "authentication",
      "cannot name objects with ingestion:tlsAt: collector: authorities and revocation lists are files of its secret",
    ),
    ...problem(
      !atBalancer && certificateArn !== undefined,
      "certificateArn",
      "cannot be set with ingestion:tlsAt: collector: its certificate is a file of its secret",
    ),
    ...problem(
      hostedZoneId !== undefined && domainName === undefined,
      "domainName",
      "must be set with ingestion:hostedZoneId: it is the name of the records",
    ),
  ];
}

/** Of its answer within 60 seconds, the load balancer's own limit, what is left beside the time that objects take. */
const longestDeliveryMs = 45_000;

/** Tuning that would have requests sent again for ever. */
function tuningProblems({ tlsAt, collector }: Pick<Entrance, "tlsAt"> & { collector: CollectorTuning }): Problem[] {
  const { limits, kafka } = collector;
  return [
    // A body is counted as it was sent and, where it is gzip, as unpacked as well.
    ...(limits.inFlightBytes < 2 * limits.bodyBytes
      ? [
          {
            path: ["collector", "limits", "inFlightBytes"],
            message: `must be at least twice bodyBytes (${limits.bodyBytes}): a body beyond it would be answered 429 for ever`,
          },
        ]
      : []),
    ...(tlsAt === "load-balancer" && kafka.deliveryTimeoutMs > longestDeliveryMs
      ? [
          {
            path: ["collector", "kafka", "deliveryTimeoutMs"],
            message: `must be at most ${longestDeliveryMs} with ingestion:tlsAt: load-balancer, which answers 504 after a minute`,
          },
        ]
      : []),
  ];
}

export const section = { namespace: "ingestion", schema } satisfies ConfigSection;
