import {
  DeviceClient,
  type DeviceClientOptions,
  makeEvent,
  type DeviceEvent,
} from "../../../workloads/device-sdk/index.ts";
import { type CollectorDouble, collectorDouble } from "./collector-double.ts";

/** Short waits, so that a test of ten attempts takes a moment. */
export const fast = { baseMs: 5, capMs: 20, totalMs: 5_000 };

export function reading(device_id = "d1", value = 1): DeviceEvent {
  return makeEvent({ event_type: "telemetry", device_id, payload: { measurements: { value } } });
}

/** A collector of each test, and clients of it; all are closed after the test. */
export interface Field {
  readonly collector: CollectorDouble;
  connect(options?: Partial<DeviceClientOptions>): DeviceClient;
}

/** Sets a collector up before every test of the suite around the call. */
export function useField(): Field {
  let current: CollectorDouble | undefined;
  let clients: DeviceClient[] = [];
  beforeEach(async () => {
    current = await collectorDouble();
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
    await current?.close();
  });
  const collector = (): CollectorDouble => {
    if (current === undefined) throw new Error("There is a collector only while a test runs.");
    return current;
  };
  return {
    get collector() {
      return collector();
    },
    connect(options = {}) {
      const { url, files } = collector();
      const client = new DeviceClient({
        url,
        credentials: files,
        authoritiesFile: files.authoritiesFile,
        batch: { waitMs: 5 },
        retry: fast,
        ...options,
      });
      clients.push(client);
      return client;
    },
  };
}
