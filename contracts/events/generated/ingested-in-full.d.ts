// Generated from the schemas of events: npm run events:record.
import { type Validator } from "../problems.ts";

/** Validators by the name of the schema. */
export const validators: ReadonlyMap<string, Validator>;
