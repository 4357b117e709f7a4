import { gunzipSync } from "node:zlib";

/** An event in an object of the quarantine. */
export interface QuarantineLine {
  readonly reason: string;
  /** As they came. */
  readonly bytes: Buffer;
}

export function linesIn(object: Buffer): readonly QuarantineLine[] {
  return gunzipSync(object)
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { reason, bytes } = JSON.parse(line) as { readonly reason: string; readonly bytes: string };
      return { reason, bytes: Buffer.from(bytes, "base64") };
    });
}
