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

/** A row and where it ends: its cells, or its line of JSON. */
interface RawRow {
  readonly row: string | readonly string[];
  readonly end: number;
}

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
  let line = 1;
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
      line++;
      close(raw.end);
      continue;
    }
    for (const { at } of eventsOf({ file, mapping, columns }, raw.row, line)) {
      open.count++;
      open.earliest = Math.min(open.earliest, at);
      open.latest = Math.max(open.latest, at);
    }
    line++;
    end = raw.end;
    if (end - offset >= blockBytes) close(end);
  }
  if (end > offset) close(end);
  return { file, mapping, columns, blocks, events };
}

/** Events of a block, in the order of its rows. */
export async function readBlock(source: Source, block: Block): Promise<readonly MappedEvent[]> {
  const handle = await open(source.file);
  try {
    const text = (await readAt(handle, block)).toString("utf8");
    const rows: readonly (string | readonly string[])[] =
      source.mapping.format === "csv" ? parse(text) : text.trimEnd().split("\n");
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
    if (mapping.format === "csv") {
      return mapping.events(Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
    }
    return typeof row === "string" && row.trim() !== "" ? mapping.events(JSON.parse(row)) : [];
  } catch (error) {
    throw new Error(`${file} line ${line}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function* rowsOf(file: string, format: Mapping["format"]): AsyncGenerator<RawRow> {
  if (format === "csv") {
    const parser = createReadStream(file).pipe(parseStream({ info: true, bom: true }));
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { bytes: number } }>) {
      yield { row: record, end: info.bytes };
    }
    return;
  }
  let rest = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(lineEnd); at !== -1; at = rest.indexOf(lineEnd)) {
      end += at + 1;
      yield { row: rest.subarray(0, at).toString("utf8"), end };
      rest = rest.subarray(at + 1);
    }
  }
  if (rest.length > 0) yield { row: rest.toString("utf8"), end: end + rest.length };
}
