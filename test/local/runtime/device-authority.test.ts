import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import * as net from "node:net";
import * as tls from "node:tls";
import { type Certificate } from "../../../local/runtime/kafka/certificates.ts";
import { DeviceAuthority } from "../../../local/runtime/device-authority.ts";

/** What a TLS server that demands a client certificate makes of this one: `undefined` when it takes it. */
async function refusalOf(
  client: Certificate,
  server: { readonly authority: DeviceAuthority; readonly crl?: string },
): Promise<string | undefined> {
  const certificate = await server.authority.issue({ server: ["127.0.0.1"] });
  const listener = tls.createServer({
    ...certificate,
    ca: server.authority.cert,
    ...(server.crl !== undefined && { crl: server.crl }),
    requestCert: true,
    rejectUnauthorized: false,
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as net.AddressInfo; // listening on TCP
  const socket = tls.connect({ port, host: "127.0.0.1", ca: server.authority.cert, ...client });
  try {
    const [[accepted]] = (await Promise.all([once(listener, "secureConnection"), once(socket, "secureConnect")])) as [
      [tls.TLSSocket],
      unknown,
    ];
    return accepted.authorized ? undefined : String(accepted.authorizationError);
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe("a device authority", () => {
  it("names the device, or the prefix of a gateway's devices, in the subject alternative name", async () => {
    const authority = await DeviceAuthority.make();
    const names = async (holder: Parameters<DeviceAuthority["issue"]>[0]): Promise<string | undefined> =>
      new X509Certificate((await authority.issue(holder)).cert).subjectAltName;
    assert.equal(await names({ device: "JFK" }), "URI:urn:event-platform:device:JFK");
    assert.equal(await names({ gateway: "ua-" }), "URI:urn:event-platform:gateway:ua-");
    assert.equal(
      await names({ gateway: ["ua-", "aa-"] }),
      "URI:urn:event-platform:gateway:ua-, URI:urn:event-platform:gateway:aa-",
    );
    assert.equal(await names({ server: ["localhost", "127.0.0.1"] }), "DNS:localhost, IP Address:127.0.0.1");
    assert.equal(await names({ nobody: "a client" }), undefined);
  });

  it("issues what a TLS server that trusts it takes", async () => {
    const authority = await DeviceAuthority.make();
    const device = await authority.issue({ device: "JFK" });
    assert.equal(await refusalOf(device, { authority }), undefined);
    assert.equal(await refusalOf(device, { authority, crl: await authority.revocationList() }), undefined);
  });

  it("issues the same after it was written down and read back", async () => {
    const authority = await DeviceAuthority.make();
    const again = await DeviceAuthority.from({ key: authority.key, cert: authority.cert });
    assert.equal(await refusalOf(await again.issue({ device: "JFK" }), { authority }), undefined);
  });

  it("is not taken for another of the same name", async () => {
    const [authority, other] = await Promise.all([DeviceAuthority.make(), DeviceAuthority.make()]);
    assert.match(
      (await refusalOf(await other.issue({ device: "JFK" }), { authority })) ?? "",
      /signature|issuer|verify/i,
    );
  });

  it("issues certificates that have expired or are not valid yet", async () => {
    const authority = await DeviceAuthority.make();
    const expired = await authority.issue(
      { device: "JFK" },
      { notBefore: new Date(Date.now() - 7_200_000), notAfter: new Date(Date.now() - 3_600_000) },
    );
    const early = await authority.issue({ device: "JFK" }, { notBefore: new Date(Date.now() + 3_600_000) });
    assert.match((await refusalOf(expired, { authority })) ?? "", /EXPIRED/);
    assert.match((await refusalOf(early, { authority })) ?? "", /NOT_YET_VALID/);
  });

  it("revokes the certificates that its list names and no others", async () => {
    const authority = await DeviceAuthority.make();
    const [kept, lost] = await Promise.all([authority.issue({ device: "JFK" }), authority.issue({ device: "LGA" })]);
    const crl = await authority.revocationList([lost.cert]);
    assert.match((await refusalOf(lost, { authority, crl })) ?? "", /REVOKED/);
    assert.equal(await refusalOf(kept, { authority, crl }), undefined);
  });
});
