import { DeviceClient, makeEvent } from "../index.ts";

/** Sends a reading and says what became of it. */
export async function sendReading(connection: {
  readonly url: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authoritiesFile: string;
}): Promise<string> {
  const { url, certificateFile, keyFile, authoritiesFile } = connection;
  const client = new DeviceClient({ url, credentials: { certificateFile, keyFile }, authoritiesFile });
  const event = makeEvent({
    event_type: "telemetry",
    device_id: "pump-7",
    payload: { measurements: { pressure_bar: 3.2 } },
  });
  const outcome = await client.send(event);
  await client.close();
  return outcome.outcome === "accepted" ? "accepted" : `${outcome.outcome}: ${outcome.code}`;
}
