// What checking an event costs beside parsing it, and what it leaves for the garbage collector. Run: npm run bench
import { checkSent } from "../contracts/events/check.ts";
import { type DeviceEvent } from "../contracts/events/generated/types.ts";
import { cpuSeconds, median } from "./support/timing.ts";

const rounds = 7;
const events = 1_000;
const repeats = 200;

const envelope = {
  event_id: "148cb7ce-28d2-55dc-8425-2eb3a002b50e",
  device_id: "EWR",
  event_ts: "2013-01-01T06:00:00Z",
};

const examples: readonly DeviceEvent[] = [
  {
    ...envelope,
    event_type: "telemetry",
    payload: {
      measurements: {
        temp: 39.02,
        dewp: 26.06,
        humid: 59.37,
        wind_dir: 270,
        wind_speed: 10.35702,
        precip: 0,
        pressure: 1012,
        visib: 10,
      },
    },
  },
  {
    ...envelope,
    event_type: "heartbeat",
    payload: { status: "ok", original_ts: "2013-01-01T01:00:00-05:00", attributes: { flight: "UA1545", seats: 149 } },
  },
  { ...envelope, event_type: "fault", payload: { code: "E-17", severity: "major", message: "No current" } },
  {
    ...envelope,
    event_type: "transaction",
    payload: {
      transaction_id: "T-1",
      kind: "purchase",
      amount: "12.50",
      currency: "EUR",
      customer: { id: "C-1", email: "someone@example.org", name: "Some One" },
    },
  },
];

/** Nanoseconds of processor time per event, median of the rounds; the first of which warms up. */
function nanoseconds(work: () => void): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) times.push(cpuSeconds(work));
  return (median(times.slice(1)) * 1e9) / (events * repeats);
}

console.log("event        bytes  parse ns  check ns  ratio   heap B/event");
for (const example of examples) {
  const text = JSON.stringify(example);
  const parsed = Array.from({ length: events }, () => JSON.parse(text) as unknown);
  let valid = 0;
  const check = (): void => {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const event of parsed) if (checkSent(event).valid) valid += 1;
    }
  };
  const checking = nanoseconds(check);
  const before = process.memoryUsage().heapUsed;
  check();
  const left = (process.memoryUsage().heapUsed - before) / (events * repeats);
  const parsing = nanoseconds(() => {
    for (let one = 0; one < events * repeats; one += 1) JSON.parse(text);
  });
  if (valid !== (rounds + 2) * events * repeats) throw new Error(`An example is not valid: ${text}`);
  const cells = [
    example.event_type.padEnd(11),
    String(text.length).padStart(6),
    parsing.toFixed(0).padStart(9),
    checking.toFixed(0).padStart(9),
    (checking / parsing).toFixed(2).padStart(6),
    left.toFixed(1).padStart(14),
  ];
  console.log(cells.join(" "));
}
console.log("target: at most 500 ns per check, nothing left on the heap");
