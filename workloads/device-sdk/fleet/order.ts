import { crc32 } from "node:zlib";
import { type MappedEvent } from "./mapping.ts";
import { type Block, readBlock, type Source } from "./source.ts";

/** A file to replay, and the part of it. */
export interface Part {
  readonly source: Source;
  /** Events before this time are left out; milliseconds since 1970. */
  readonly from?: number;
  /** Events from this time on are left out. */
  readonly until?: number;
}

/** An event in its place among all. */
export interface OrderedEvent {
  readonly event: MappedEvent;
  /** When it is replayed, before time is compressed: spread over what the file's times are rounded to. */
  readonly moment: number;
  /** Name of its mapping. */
  readonly mapping: string;
}

/** Events held at a time; files whose rows are in no order at all would need all of them. */
const maxHeld = 200_000;

interface Held extends OrderedEvent {
  /** Of its file among the parts, and its own there: what happens at one moment keeps this order. */
  readonly part: number;
  readonly place: number;
}

/**
 * All events in the order of their moments, whatever the order of rows and files: the same for the same files and seed. Holds
 * those of overlapping blocks alone.
 */
export async function* inOrder(parts: readonly Part[], seed: number): AsyncGenerator<OrderedEvent> {
  const blocks = parts
    .flatMap((part, index) => part.source.blocks.map((block) => ({ part, block, index })))
    .filter(({ part, block }) => isWithin(part, block.earliest, block.latest))
    .sort((one, other) => one.block.earliest - other.block.earliest);
  let held: Held[] = [];
  for (const { part, block, index } of blocks) {
    const due = held.findIndex(({ moment }) => moment >= block.earliest);
    const count = due === -1 ? held.length : due;
    yield* held.slice(0, count);
    held = [...held.slice(count), ...(await eventsIn(part, block, { index, seed }))];
    held.sort((one, other) => one.moment - other.moment || one.part - other.part || one.place - other.place);
    if (held.length > maxHeld) {
      throw new Error(`${part.source.file} has more than ${maxHeld} events in no order: sort its rows by time first.`);
    }
  }
  yield* held;
}

async function eventsIn(
  part: Part,
  block: Block,
  { index, seed }: { readonly index: number; readonly seed: number },
): Promise<readonly Held[]> {
  const { mapping } = part.source;
  const events = await readBlock(part.source, block);
  return events
    .map((event, inBlock) => ({
      event,
      moment: event.at + spread(event, mapping.resolutionMs, seed),
      mapping: mapping.name,
      part: index,
      place: block.firstEvent + inBlock,
    }))
    .filter(({ event }) => isWithin(part, event.at, event.at));
}

/** The same for all events of a device at one time, so that they keep their order. */
function spread({ device_id, at }: MappedEvent, resolutionMs: number, seed: number): number {
  return crc32(`${seed} ${device_id} ${at}`) % resolutionMs;
}

function isWithin({ from = -Infinity, until = Infinity }: Part, earliest: number, latest: number): boolean {
  return latest >= from && earliest < until;
}
