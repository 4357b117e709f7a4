import { bodies, everyBody } from "./bodies.ts";
import { malformedJson, shapes } from "./malformed-json.ts";
import { requests, senders } from "./requests.ts";
import { type Row, withOwnIds } from "./row.ts";
import { validEvents } from "./valid-events.ts";
import { brokenEvents, wrongEvents } from "./wrong-events.ts";

/**
 * What is sent to a collector that checks certificates itself, and what must become of it. Events are of the device `d-1` and of
 * devices `gw-…`, at a moment near `now` (milliseconds since 1970); no event_id that is accepted comes twice.
 */
export function corpus(now: number): readonly Row[] {
  const events = [
    ...validEvents(now),
    ...malformedJson(now),
    ...shapes(now),
    ...wrongEvents(now),
    ...brokenEvents(now),
  ];
  return [...everyBody(events, now), ...bodies(now), ...requests(now), ...senders(now)].map(withOwnIds);
}
