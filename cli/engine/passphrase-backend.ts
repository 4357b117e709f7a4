import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** A file backend whose passphrase is made once, at random, and kept beside it for this user only. */
export function passphraseBackend(root: string): Record<string, string> {
  const backend = path.join(root, "backend");
  const passphrase = path.join(root, "passphrase");
  fs.mkdirSync(backend, { recursive: true });
  if (!fs.existsSync(passphrase)) {
    fs.writeFileSync(passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  return {
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    PULUMI_CONFIG_PASSPHRASE: "",
  };
}

/** The same in a folder that goes with the run: nobody resumes from it, so state is written once, at the end of an operation. */
export function temporaryBackend(root: string): Record<string, string> {
  return { ...passphraseBackend(root), PULUMI_SKIP_CHECKPOINTS: "true" };
}
