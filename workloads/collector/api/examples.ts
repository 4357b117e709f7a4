import { type DeviceEvent } from "../../../contracts/events/generated/types.ts";

/** When the examples happened. Who shows them puts the time of that moment in its place: an old event is not taken. */
export const exampleMoment = "2026-11-21T18:00:00.000Z";

const envelope = { device_id: "weather-ewr", event_ts: exampleMoment, schema_version: "1" } as const;

/** One event of every type, as the description shows it. */
export const examples = {
  telemetry: {
    event_id: "0196f1a0-0b1c-7cc3-98c4-dc0c0c07398f",
    event_type: "telemetry",
    ...envelope,
    payload: { measurements: { temperature_c: 12.5, humidity_percent: 67.1, wind_speed_mps: 5.1 } },
  },
  heartbeat: {
    event_id: "0196f1a0-0b1d-7a51-b5a5-1d0ef3b1a001",
    event_type: "heartbeat",
    ...envelope,
    payload: { status: "ok" },
  },
  fault: {
    event_id: "0196f1a0-0b1e-7f3e-8a58-6f1f9f2d1c02",
    event_type: "fault",
    ...envelope,
    payload: { code: "ICING-2", severity: "minor", message: "The anemometer turns slowly" },
  },
  transaction: {
    event_id: "0196f1a0-0b1f-7d11-9c2f-0a3b5c7d9e03",
    event_type: "transaction",
    ...envelope,
    payload: { transaction_id: "T-1001", kind: "purchase", amount: "12.50", currency: "EUR", customer: { id: "C-42" } },
  },
} as const satisfies Record<string, DeviceEvent>;
