// Generated from the schemas of events: npm run events:record.

/**
 * Measurements of one device at one moment.
 */
export interface TelemetryV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "telemetry";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version?: "1";
  payload: {
    /**
     * Numbers by the name of what was measured; what was not measured is left out.
     */
    measurements: {
      [k: string]: number;
    };
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Sign of life of one device.
 */
export interface HeartbeatV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "heartbeat";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version?: "1";
  payload: {
    /**
     * degraded: it works, but not as it should.
     */
    status: "ok" | "degraded";
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Something went wrong at one device.
 */
export interface FaultV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "fault";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version?: "1";
  payload: {
    /**
     * What went wrong, in the words of the device's maker.
     */
    code: string;
    /**
     * info: nothing to do. minor: it still does its work. major: part of it does not. critical: it does not work.
     */
    severity: "info" | "minor" | "major" | "critical";
    /**
     * The fault in a sentence. Nothing that tells of a person.
     */
    message?: string;
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Money that changed hands at one device.
 */
export interface TransactionV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "transaction";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version?: "1";
  payload: {
    /**
     * The transaction's number in the system that it is booked in.
     */
    transaction_id: string;
    /**
     * reversal: a purchase or refund is undone as if it had not been.
     */
    kind: "purchase" | "refund" | "reversal";
    /**
     * How much, as a decimal number in text, so that no reader rounds it. Never negative: kind says which way.
     */
    amount: string;
    /**
     * Code of ISO 4217.
     */
    currency: string;
    /**
     * Whose money it was.
     */
    customer?: {
      /**
       * The customer's number.
       */
      id: string;
      /**
       * The customer's address of electronic mail.
       */
      email?: string;
      /**
       * The customer's name.
       */
      name?: string;
    };
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Measurements of one device at one moment.
 */
export interface IngestedTelemetryV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "telemetry";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * When the platform took it in. Set by the collector, never by a device.
   */
  ingest_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version: "1";
  payload: {
    /**
     * Numbers by the name of what was measured; what was not measured is left out.
     */
    measurements: {
      [k: string]: number;
    };
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Sign of life of one device.
 */
export interface IngestedHeartbeatV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "heartbeat";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * When the platform took it in. Set by the collector, never by a device.
   */
  ingest_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version: "1";
  payload: {
    /**
     * degraded: it works, but not as it should.
     */
    status: "ok" | "degraded";
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Something went wrong at one device.
 */
export interface IngestedFaultV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "fault";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * When the platform took it in. Set by the collector, never by a device.
   */
  ingest_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version: "1";
  payload: {
    /**
     * What went wrong, in the words of the device's maker.
     */
    code: string;
    /**
     * info: nothing to do. minor: it still does its work. major: part of it does not. critical: it does not work.
     */
    severity: "info" | "minor" | "major" | "critical";
    /**
     * The fault in a sentence. Nothing that tells of a person.
     */
    message?: string;
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/**
 * Money that changed hands at one device.
 */
export interface IngestedTransactionV1 {
  /**
   * Unique per event and the same whenever the event is sent again: what duplicates are told by.
   */
  event_id: string;
  event_type: "transaction";
  /**
   * The device that the event is of.
   */
  device_id: string;
  /**
   * When it happened, by the device's clock.
   */
  event_ts: string;
  /**
   * When the platform took it in. Set by the collector, never by a device.
   */
  ingest_ts: string;
  /**
   * Major version of this schema.
   */
  schema_version: "1";
  payload: {
    /**
     * The transaction's number in the system that it is booked in.
     */
    transaction_id: string;
    /**
     * reversal: a purchase or refund is undone as if it had not been.
     */
    kind: "purchase" | "refund" | "reversal";
    /**
     * How much, as a decimal number in text, so that no reader rounds it. Never negative: kind says which way.
     */
    amount: string;
    /**
     * Code of ISO 4217.
     */
    currency: string;
    /**
     * Whose money it was.
     */
    customer?: {
      /**
       * The customer's number.
       */
      id: string;
      /**
       * The customer's address of electronic mail.
       */
      email?: string;
      /**
       * The customer's name.
       */
      name?: "[redacted]";
    };
    /**
     * When it really happened, where old data is played again as if it were of today.
     */
    original_ts?: string;
    /**
     * What else there is to say, by name. Nothing that tells of a person.
     */
    attributes?: {
      [k: string]: string | number | boolean;
    };
  };
}

/** An event as a device sends it. */
export type DeviceEvent = TelemetryV1 | HeartbeatV1 | FaultV1 | TransactionV1;

/** An event as it lies in its topic. */
export type IngestedEvent = IngestedTelemetryV1 | IngestedHeartbeatV1 | IngestedFaultV1 | IngestedTransactionV1;
