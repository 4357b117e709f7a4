import { type Mapping } from "../mapping.ts";
import { flights } from "./flights.ts";
import { weather } from "./weather.ts";

/** Mappings that come with the SDK, by name. */
export const mappings: Readonly<Record<string, Mapping>> = { weather, flights };
