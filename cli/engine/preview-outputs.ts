import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type Step } from "../steps.ts";

/** The folder through which a preview hands what it would publish to the previews of its readers. */
export class PreviewOutputs {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "platform-preview-"));

  put(step: Step, outputs: Readonly<Record<string, unknown>>): void {
    fs.writeFileSync(path.join(this.folder, `${step}.json`), JSON.stringify(outputs));
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
