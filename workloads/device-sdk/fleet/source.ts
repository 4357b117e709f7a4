import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { parse as parseStream } from "csv-parse";
import { parse } from "csv-parse/sync";
import { type MappedEvent, type Mapping } from "./mapping.ts";

/** A stretch of whole rows in a file, with the times of the events in it. */
export interface Block {
  readonly offset: number;
  readonly bytes: number;
  /** Line of its first row, from 1. */
  readonly line: number;
  /** Events before this block. */
  readonly firstEvent: number;
  /** Milliseconds since 1970. */
  readonly earliest: number;
  readonly latest: number;
}

/** A file that events are read from. */
export interface Source {
  readonly file: string;
  readonly mapping: Mapping;
  readonly columns: readonly string[];
  /** In the order of the file. */
  readonly blocks: readonly Block[];
  readonly events: number;
}

/** Some 700 rows of the files that come with this. */
const blockBytes = 64 * 1024;

const lineEnd = 0x0a;

/** What editors of Windows begin a file with. */
const byteOrderMark = /^\uFEFF/;

/** A row and where it ends: its cells, or its line of JSON. */
interface RawRow {
  readonly row: string | readonly string[];
  readonly end: number;
  /** Where it ends, from 1. */
  readonly line: number;
}

/** Both readings must see the same rows. */
const csvRows = { skip_empty_lines: true } as const;

/**
 * Reads a file once to learn which times lie where in it. The file need not be sorted: blocks are read in the order of their
 * times afterwards.
 *
 * @throws when a row cannot be read or mapped, naming file and line.
 */
export async function indexSource(file: string, mapping: Mapping): Promise<Source> {
  const blocks: Block[] = [];
  let columns: readonly string[] = [];
  let offset = 0;
  let line = 1; // of the next row
  let firstLine = 1;
  let events = 0;
  let open = { count: 0, earliest: Infinity, latest: -Infinity };
  const close = (end: number): void => {
    const { count, earliest, latest } = open;
    if (count > 0) {
      blocks.push({ offset, bytes: end - offset, line: firstLine, firstEvent: events, earliest, latest });
    }
    events += count;
    offset = end;
    firstLine = line;
    open = { count: 0, earliest: Infinity, latest: -Infinity };
  };
  let end = 0;
  for await (const raw of rowsOf(file, mapping.format)) {
    if (typeof raw.row !== "string" && columns.length === 0) {
      columns = raw.row;
      line = raw.line + 1;
      close(raw.end);
      continue;
    }
    for (const { at } of eventsOf({ file, mapping, columns }, raw.row, raw.line)) {
      open.count++;
      open.earliest = Math.min(open.earliest, at);
      open.latest = Math.max(open.latest, at);
    }
    line = raw.line + 1;
    end = raw.end;
    if (end - offset >= blockBytes) close(end);
  }
  if (end > offset) close(end);
  if (mapping.format === "csv" && columns.length === 0) {
    throw new Error(`${file} is empty: its first line must name the columns.`);
  }
  return { file, mapping, columns, blocks, events };
}

/** Events of a block, in the order of its rows. */
export async function readBlock(source: Source, block: Block): Promise<readonly MappedEvent[]> {
  const handle = await open(source.file);
  try {
    const text = (await readAt(handle, block)).toString("utf8");
    const rows: readonly (string | readonly string[])[] =
      source.mapping.format === "csv" ? parse(text, csvRows) : text.trimEnd().split("\n");
    return rows.flatMap((row, index) => eventsOf(source, row, block.line + index));
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, { offset, bytes }: Block): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset);
  if (bytesRead !== bytes) throw new Error("The file became shorter while it was read.");
  return buffer;
}

function eventsOf(
  { file, mapping, columns }: Pick<Source, "file" | "mapping" | "columns">,
  row: RawRow["row"],
  line: number,
): readonly MappedEvent[] {
  try {
    const events = mappedFrom(mapping, columns, row);
    const timeless = events.find(({ at }) => !Number.isFinite(at));
    if (timeless === undefined) return events;
    throw new Error(`mapping ${mapping.name} must give events a time in milliseconds, not ${timeless.at}.`);
  } catch (error) {
    throw new Error(`${file} line ${line}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function mappedFrom(mapping: Mapping, columns: readonly string[], row: RawRow["row"]): readonly MappedEvent[] {
  if (mapping.format === "csv") {
    return mapping.events(Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
  }
  const json = typeof row === "string" ? row.replace(byteOrderMark, "").trim() : "";
  return json === "" ? [] : mapping.events(JSON.parse(json));
}

/** @throws what the file or its rows are at fault for, naming the file. */
async function* rowsOf(file: string, format: Mapping["format"]): AsyncGenerator<RawRow> {
  try {
    yield* format === "csv" ? csvRowsOf(file) : linesOf(file);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function* csvRowsOf(file: string): AsyncGenerator<RawRow> {
  const parser = parseStream({ ...csvRows, info: true, bom: true });
  const input = createReadStream(file).on("error", (error) => parser.destroy(error));
  const rows = input.pipe(parser) as AsyncIterable<{ record: string[]; info: { bytes: number; lines: number } }>;
  for await (const { record, info } of rows) yield { row: record, end: info.bytes, line: info.lines };
}

async function* linesOf(file: string): AsyncGenerator<RawRow> {
  let rest = Buffer.alloc(0);
  let end = 0;
  let line = 1;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(lineEnd); at !== -1; at = rest.indexOf(lineEnd)) {
      end += at + 1;
      yield { row: rest.subarray(0, at).toString("utf8"), end, line: line++ };
      rest = rest.subarray(at + 1);
    }
  }
  if (rest.length > 0) yield { row: rest.toString("utf8"), end: end + rest.length, line };
}
