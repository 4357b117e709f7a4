/**
 * The device SDK: everything that a gateway or an application sends events with.
 *
 * What is not exported here is not part of it.
 */
export { type RetryLimits } from "./backoff.ts";
export { type BatchLimits } from "./batcher.ts";
export { ClientClosedError, DeviceClient, type DeviceClientOptions, QueueFullError } from "./client.ts";
export { type ClockSkew } from "./clock-skew.ts";
export { type Credentials } from "./credentials.ts";
export { type Metric } from "./delivery.ts";
export { type DeviceEvent, type EventDraft, type EventOf, makeEvent, nameBasedUuid } from "./events.ts";
export { type Counts, type EventOutcome, type SenderRefusal, senderRefusals } from "./outcome.ts";
export { SpoolFailedError, SpoolFullError } from "./spool/errors.ts";
export { SpoolLockedError } from "./spool/lock.ts";
export { type SpoolOptions } from "./spool/options.ts";
export { type SpoolReport } from "./spool/recovery.ts";
export { SpoolingClient, type SpoolingClientOptions, type SpoolingCounts } from "./spooling-client.ts";
