import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateSecretCommand, GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type CollectorSecretOptions, fillCollectorSecret } from "../../../cli/local-operator/collector-secret.ts";
import { DeviceCertificates } from "../../../cli/local-operator/device-certificates.ts";
import { authority } from "../../../local/runtime/kafka/certificates.ts";
import { emulatorClients } from "../../../local/runtime/services/clients.ts";
import { type StateDirectory } from "../../../local/runtime/state-directory.ts";
import { temporaryState } from "../../local/runtime/temporary-state.ts";
import { emulator } from "../../support/emulator.ts";
import { region } from "../../support/handlers.ts";

describe("the collector's certificates on one machine", function () {
  this.timeout(60_000);
  let state: StateDirectory;
  let secretsManager: SecretsManagerClient;
  let options: Omit<CollectorSecretOptions, "secretId" | "signal">;

  before(async () => {
    state = temporaryState();
    secretsManager = emulatorClients((await emulator()).endpoint).secretsManager(region);
    options = {
      secretsManager,
      machine: (await authority(state.tls)).ca,
      devices: await DeviceCertificates.open(state.devices),
    };
  });
  after(() => {
    fs.rmSync(state.root, { recursive: true });
  });

  const never = new AbortController().signal;
  const valueOf = async (SecretId: string): Promise<Record<string, string>> => {
    const { SecretString = "" } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString) as Record<string, string>; // written just before
  };

  it("come as soon as the secret is there, and stay when they fit", async () => {
    const secretId = "late/collector-tls";
    const filling = fillCollectorSecret({ ...options, secretId, signal: never });
    await secretsManager.send(new CreateSecretCommand({ Name: secretId }));
    assert.equal(await filling, true);
    const value = await valueOf(secretId);
    const server = new X509Certificate(value["tls.crt"] ?? "");
    assert.equal(server.checkIP("127.0.0.1"), "127.0.0.1");
    assert.ok(server.verify(new X509Certificate(options.machine.cert).publicKey));
    assert.equal(value["ca.crt"], options.devices.authority.cert);
    assert.match(value["crl.pem"] ?? "", /^-----BEGIN X509 CRL-----/);
    assert.equal(await fillCollectorSecret({ ...options, secretId, signal: never }), false);
    assert.deepEqual(await valueOf(secretId), value);
  });

  it("are replaced when they are of another machine", async () => {
    const secretId = "foreign/collector-tls";
    await secretsManager.send(new CreateSecretCommand({ Name: secretId }));
    const elsewhere = await DeviceCertificates.open(path.join(state.root, "elsewhere"));
    assert.equal(await fillCollectorSecret({ ...options, devices: elsewhere, secretId, signal: never }), true);
    assert.equal(await fillCollectorSecret({ ...options, secretId, signal: never }), true);
    assert.equal((await valueOf(secretId))["ca.crt"], options.devices.authority.cert);
  });

  it("are waited for no longer than the phase takes", async () => {
    const waiting = fillCollectorSecret({ ...options, secretId: "never/made", signal: AbortSignal.timeout(100) });
    assert.equal(await waiting, undefined);
  });

  it("are the same for the next run, and their keys are for the owner only", async () => {
    const files = await options.devices.files("fleet");
    const cert = fs.readFileSync(files.certificateFile, "utf8");
    const again = await DeviceCertificates.open(state.devices);
    assert.equal(again.authority.cert, options.devices.authority.cert);
    assert.deepEqual(await again.files("fleet"), files);
    assert.equal(fs.readFileSync(files.certificateFile, "utf8"), cert);
    const keys = fs.readdirSync(state.devices).filter((name) => name.endsWith("-key.pem"));
    assert.deepEqual(keys, ["authority-key.pem", "fleet-key.pem", "revoked-key.pem"]);
    for (const key of keys) assert.equal(fs.statSync(path.join(state.devices, key)).mode & 0o777, 0o600);
  });
});
