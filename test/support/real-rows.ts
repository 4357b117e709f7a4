import type { Properties } from "../../local/provider/resource-type.ts";
import { lakeRows } from "./real-rows-lake.ts";
import { serviceRows } from "./real-rows-services.ts";

/** A resource of a type, its change, and where its life differs from most. */
export interface Row {
  readonly type: string;
  readonly inputs: Properties;
  /** Inputs of a second deployment, where the type can be changed in place. */
  readonly changed?: Properties;
  /** AWS answers a second creation of the same thing without an error, or makes another one. */
  readonly idempotent?: true;
  /** What AWS keeps for ever or falls back to a default: reading it after the deletion finds something. */
  readonly remains?: true;
}

/** One of every real type, in an order in which each finds what it refers to. */
export const rows: readonly Row[] = [...lakeRows, ...serviceRows];
