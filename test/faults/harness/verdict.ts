import type { Entry, Fate } from "./ledger.ts";

/** An event as it was found behind the collector: in a topic, or in the quarantine. */
export interface LandedEvent {
  /** As the ledger names it. */
  readonly id: string;
  /** Where: `iot.telemetry.v1-0@17`, or an object's key. */
  readonly place: string;
  /** What must be the same of all copies: SHA-256 of the bytes without what the collector adds. */
  readonly hash: string;
}

/** The arithmetic of one run. Every list names events by ID. */
export interface Verdict {
  readonly sent: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** Acknowledged, and nowhere behind the collector. One is a failure. */
  readonly lost: readonly string[];
  /** Quarantined by the answer, and not in the quarantine. */
  readonly lostOfQuarantine: readonly string[];
  /** In a topic, and never sent. */
  readonly phantom: readonly string[];
  /** Records beyond the first of their event. */
  readonly duplicates: number;
  /** Events whose copies differ, or whose bytes are not those that were sent. */
  readonly changed: readonly string[];
  /** Devices of which an event's first record comes before that of an earlier event. */
  readonly disordered: readonly string[];
}

/**
 * Sets what was sent against what was found.
 *
 * @param landed Records of the topics of events, by partition in order of offset.
 * @param quarantined What is in the quarantine topic and its bucket.
 */
export function verdictOf(
  ledger: ReadonlyMap<string, Entry>,
  landed: readonly LandedEvent[],
  quarantined: readonly LandedEvent[] = [],
): Verdict {
  const firsts = new Map<string, LandedEvent>();
  const changed = new Set<string>();
  const phantom = new Set<string>();
  const lastOfDevice = new Map<string, number>();
  const disordered = new Set<string>();
  for (const event of landed) {
    const entry = ledger.get(event.id);
    if (entry === undefined) phantom.add(event.id);
    else if (entry.hash !== event.hash) changed.add(event.id);
    if (firsts.has(event.id)) continue;
    firsts.set(event.id, event);
    if (entry === undefined) continue;
    if (entry.sequence < (lastOfDevice.get(entry.device) ?? 0)) disordered.add(entry.device);
    lastOfDevice.set(entry.device, entry.sequence);
  }
  const inQuarantine = new Set(quarantined.map(({ id }) => id));
  for (const id of inQuarantine) if (!ledger.has(id)) phantom.add(id);
  const of = (fate: Fate): readonly Entry[] => [...ledger.values()].filter((entry) => entry.fate === fate);
  const idsOf = (entries: readonly Entry[]): readonly string[] => entries.map(({ id }) => id);
  return {
    sent: ledger.size,
    fates: {
      acked: of("acked").length,
      quarantined: of("quarantined").length,
      refused: of("refused").length,
      failed: of("failed").length,
      unknown: of("unknown").length,
    },
    lost: idsOf(of("acked").filter(({ id }) => !firsts.has(id))),
    lostOfQuarantine: idsOf(of("quarantined").filter(({ id }) => !inQuarantine.has(id))),
    phantom: [...phantom],
    duplicates: landed.length - firsts.size,
    changed: [...changed],
    disordered: [...disordered],
  };
}

/** What of a verdict no run may have, in words; empty when all is well. */
export function problemsOf(verdict: Verdict): readonly string[] {
  const few = (ids: readonly string[]): string => ids.slice(0, 5).join(", ");
  const said: readonly (readonly [readonly string[], string])[] = [
    [verdict.lost, "acknowledged and lost"],
    [verdict.lostOfQuarantine, "answered as quarantined and not in the quarantine"],
    [verdict.phantom, "read and never sent"],
    [verdict.changed, "not as it was sent, or copies that differ"],
    [verdict.disordered, "devices out of order"],
  ];
  return said.flatMap(([ids, what]) => (ids.length === 0 ? [] : [`${ids.length} ${what}: ${few(ids)}`]));
}
