import { makeEvent, SpoolFullError, SpoolingClient, type SpoolingClientOptions } from "../index.ts";

/** Keeps heartbeats on disk until the collector answered. */
export async function keepHeartbeats(options: SpoolingClientOptions, count: number): Promise<number> {
  const client = await SpoolingClient.open(options);
  for (let beat = 0; beat < count; beat++) {
    try {
      await client.keep(makeEvent({ event_type: "heartbeat", device_id: "pump-7", payload: { status: "ok" } }));
    } catch (error) {
      // Nothing is dropped silently: what to do without is the device's to say. A heartbeat too old is of no use.
      if (!(error instanceof SpoolFullError)) throw error;
    }
  }
  await client.close();
  return client.counts().accepted;
}
