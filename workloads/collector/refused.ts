import { type Refusal, refusals } from "../../contracts/events/outcomes.ts";

/** Ends a request: nothing of it is promised to be kept. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: Refusal;
  /** For the answer: what is wrong with this request, without a value of it. */
  readonly detail: string | undefined;
  /** Headers that the answer needs beside those of every refusal. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: Refusal, detail?: string, headers: Readonly<Record<string, string>> = {}) {
    super(`${code}: ${detail ?? refusals[code].what}`);
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}
