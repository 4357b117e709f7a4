import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { clientOptions, loginOf, type ScramCredentials } from "../../../../workloads/collector/kafka/connection.ts";

type Provider = () => Promise<string>;

describe("loginOf", () => {
  it("reads the user once for all connections", async () => {
    let reads = 0;
    const { sasl } = loginOf({
      by: "scram",
      credentials: () => Promise.resolve({ username: "u", password: `p${++reads}` }),
    });
    assert.equal(sasl.mechanism, "SCRAM-SHA-512");
    const [username, password] = [sasl.username as Provider, sasl.password as Provider];
    assert.deepEqual([await username(), await password(), await password()], ["u", "p1", "p1"]);
  });

  it("reads the user again when brokers refused it, but not more than once a second", async () => {
    let reads = 0;
    const login = loginOf({
      by: "scram",
      credentials: () => Promise.resolve({ username: "u", password: `p${++reads}` }),
    });
    const password = login.sasl.password as Provider;
    await password();
    login.refused();
    assert.equal(await password(), "p1", "the secret was read a moment ago");
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    login.refused();
    assert.equal(await password(), "p2");
  });

  it("reads the user again when reading failed", async () => {
    const answers: (() => Promise<ScramCredentials>)[] = [
      () => Promise.reject(new Error("Secrets Manager is away")),
      () => Promise.resolve({ username: "u", password: "p" }),
    ];
    const { sasl } = loginOf({ by: "scram", credentials: () => (answers.shift() ?? assert.fail("read too often"))() });
    const password = sasl.password as Provider;
    await assert.rejects(password(), /Secrets Manager is away/);
    assert.equal(await password(), "p");
  });

  it("signs a token for every connection with IAM", async () => {
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = process.env;
    process.env.AWS_ACCESS_KEY_ID = "AKIDEXAMPLE";
    process.env.AWS_SECRET_ACCESS_KEY = "not a secret";
    try {
      const { sasl } = loginOf({ by: "iam", region: "eu-central-1" });
      assert.equal(sasl.mechanism, "OAUTHBEARER");
      const url = new URL(Buffer.from(await (sasl.token as Provider)(), "base64url").toString());
      assert.equal(url.host, "kafka.eu-central-1.amazonaws.com");
      assert.equal(url.searchParams.get("Action"), "kafka-cluster:Connect");
    } finally {
      if (id === undefined) delete process.env.AWS_ACCESS_KEY_ID;
      else process.env.AWS_ACCESS_KEY_ID = id;
      if (secret === undefined) delete process.env.AWS_SECRET_ACCESS_KEY;
      else process.env.AWS_SECRET_ACCESS_KEY = secret;
    }
  });
});

describe("clientOptions", () => {
  it("checks brokers by the authorities in the file as it is when a connection is made", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "authorities-"));
    try {
      const caFile = path.join(folder, "ca.pem");
      const options = clientOptions({ caFile }, loginOf({ by: "iam", region: "eu-central-1" }));
      for (const text of ["first", "second"]) {
        fs.writeFileSync(caFile, text);
        assert.equal(String({ ...options.tls }.ca), text);
      }
      assert.equal(options.tlsServerName, true);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("is TLS with the system's authorities where no file is given", () => {
    assert.deepEqual(clientOptions({}, loginOf({ by: "iam", region: "eu-central-1" })).tls, {});
  });
});
