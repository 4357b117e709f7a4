import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readCertificate } from "../../workloads/collector/auth/certificate.ts";
import { DeviceAuthorities } from "../../workloads/collector/auth/device-authorities.ts";
import { textOf } from "./sources.ts";

const [, afterHeading = ""] = textOf("docs/runbooks/ingestion.md").split("\n## Device certificates\n");
const [certificates = "", revoking = ""] = afterHeading.split("\n## Revoking a device\n");

/** Commands of a section that call OpenSSL alone, as a reader copies them. */
function commandsIn(section: string): readonly string[] {
  return [...section.matchAll(/^( *)```sh\n([\s\S]*?)^\1```$/gm)]
    .map(([, indent = "", block = ""]) => block.replaceAll(new RegExp(`^${indent}`, "gm"), ""))
    .filter((block) => block.includes("openssl ") && !/^(aws|curl|npx) /m.test(block));
}

describe("the runbook on device certificates", () => {
  let folder: string;

  before(function () {
    if (spawnSync("openssl", ["version"]).error !== undefined) this.skip();
    folder = mkdtempSync(path.join(tmpdir(), "device-certificates-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (commands: readonly string[]): void => {
    execFileSync("bash", ["-euc", commands.join("\n")], { cwd: folder, stdio: "pipe" });
  };
  const pem = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  const authorities = (): Promise<DeviceAuthorities> =>
    DeviceAuthorities.read(pem("device-authorities.pem"), pem("devices.crl.pem"));

  it("makes certificates that the collector takes, and takes no more once they are revoked", async () => {
    const [making = [], ending = []] = [certificates.split("\n## ")[0] ?? "", revoking.split("\n## ")[0] ?? ""].map(
      commandsIn,
    );
    assert.deepEqual([making.length, ending.length], [2, 1]);

    run(making);
    const x509 = new X509Certificate(pem("pump-7.pem"));
    const { sender, serial } = readCertificate(x509);
    assert.deepEqual([sender?.name, sender?.speaksFor("pump-7"), sender?.speaksFor("pump-8")], ["pump-7", true, false]);
    const before = (await authorities()).of(x509);
    assert.equal(before?.revoked.has(serial), false);

    run(ending);
    assert.equal((await authorities()).of(x509)?.revoked.has(serial), true);
  });
});
