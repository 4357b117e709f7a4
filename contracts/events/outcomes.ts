/**
 * What becomes of an event at the collector, in the words that metrics, tests and documents use:
 * `sent = accepted + quarantined + refused`.
 *
 * Refused stays the sender's to keep. Everything of a sender that is known, in a body that can be told apart into events, is
 * accepted or quarantined.
 */
export type Outcome = "accepted" | "quarantined" | "refused";

/** Why an event is quarantined. The codes are stable: senders and queries may rely on them. */
export const quarantineReasons = {
  not_utf8: "The bytes are not UTF-8",
  not_json: "The text is not JSON",
  too_large: "The event has more bytes than an event may have",
  too_deep: "Objects and lists are nested deeper than an event may nest them",
  duplicate_key: "An object has a key twice, so readers would differ on its value",
  not_an_object: "The event is not a JSON object",
  unknown_type: "event_type is none that the platform knows",
  unknown_version: "schema_version is none that the platform knows for the event type",
  reserved_field: "The event carries a field that only the collector sets",
  schema: "The event breaks the schema of its type",
  device_mismatch: "device_id is not the sender, nor a device that the sender may speak for",
  too_old: "event_ts is longer ago than is taken",
  too_new: "event_ts is further in the future than is taken",
  not_processed: "The collector failed on the event, which is no fault of the sender",
} as const satisfies Record<string, string>;

export type QuarantineReason = keyof typeof quarantineReasons;

/** Why a whole request is refused, with its HTTP status; `retry` says whether the same request may succeed later. */
export const refusals = {
  malformed_request: { status: 400, retry: false, what: "The bytes are not a request of HTTP/1.1" },
  not_separable: { status: 400, retry: false, what: "The body cannot be told apart into events" },
  bad_encoding: { status: 400, retry: false, what: "The body is not what Content-Encoding says" },
  certificate_missing: { status: 401, retry: false, what: "The client presented no certificate" },
  certificate_untrusted: { status: 401, retry: false, what: "The certificate is of no authority that is trusted" },
  certificate_expired: { status: 401, retry: false, what: "The certificate is not valid now" },
  certificate_revoked: { status: 401, retry: false, what: "The certificate's authority revoked it" },
  token_missing: { status: 401, retry: false, what: "The request carries no bearer token" },
  token_invalid: { status: 401, retry: false, what: "The token's signature, algorithm or issuer is not accepted" },
  token_expired: { status: 401, retry: false, what: "The token is not valid now" },
  token_audience: { status: 401, retry: false, what: "The token is for another audience" },
  no_device: { status: 403, retry: false, what: "The certificate or token names no device" },
  not_found: { status: 404, retry: false, what: "There is nothing at this path" },
  method_not_allowed: { status: 405, retry: false, what: "The path does not take this method" },
  request_timeout: { status: 408, retry: true, what: "The body did not arrive in time" },
  body_too_large: { status: 413, retry: false, what: "The body has more bytes than a request may have" },
  too_many_events: { status: 413, retry: false, what: "The body has more events than a request may have" },
  unsupported_media_type: { status: 415, retry: false, what: "Content-Type is none that is taken" },
  unsupported_encoding: { status: 415, retry: false, what: "Content-Encoding is none that is taken" },
  headers_too_large: { status: 431, retry: false, what: "The request's header has more bytes than it may have" },
  overloaded: { status: 429, retry: true, what: "More is on its way to Kafka than the collector may hold" },
  unavailable: {
    status: 503,
    retry: true,
    what: "Kafka, the token vault or the quarantine did not take the events in time",
  },
  keys_unavailable: { status: 503, retry: true, what: "The keys that tokens are checked by cannot be fetched" },
  draining: { status: 503, retry: true, what: "This collector is shutting down" },
} as const satisfies Record<string, { status: number; retry: boolean; what: string }>;

export type Refusal = keyof typeof refusals;

/** What became of one event of a request, in the order of the request. */
export interface EventResult {
  readonly outcome: "accepted" | "quarantined";
  /** As sent, where it could be read. */
  readonly event_id?: string;
  /** Of a quarantined event. */
  readonly code?: QuarantineReason;
  /** Of a quarantined event: what is wrong, and where. Never a value of the event. */
  readonly detail?: string;
}

/** Body of the answer 200 to `POST /v1/events`: every event is accepted or quarantined, and will not be lost. */
export interface IngestAnswer {
  readonly accepted: number;
  readonly quarantined: number;
  readonly results: readonly EventResult[];
}

/**
 * Body of every other answer, as `application/problem+json`: nothing of the request is promised to be kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export interface RefusalAnswer {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: Refusal;
  readonly detail?: string;
}
