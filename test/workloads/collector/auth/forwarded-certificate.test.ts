import assert from "node:assert/strict";
import { DeviceAuthority } from "../../../../local/runtime/device-authority.ts";
import { ForwardedCertificate } from "../../../../workloads/collector/auth/forwarded-certificate.ts";
import { Refused } from "../../../../workloads/collector/refused.ts";

describe("ForwardedCertificate", () => {
  let clock: number;
  const forwarded = new ForwardedCertificate(() => clock);
  let authority: DeviceAuthority;

  before(async () => {
    // Not when the file is loaded, which may be long before.
    clock = Date.now();
    authority = await DeviceAuthority.make();
  });

  /** As an Application Load Balancer writes it. */
  const encoded = (pem: string): string => encodeURIComponent(pem).replace(/%2B|%3D|%2F/g, decodeURIComponent);

  function outcome(header: string | undefined): string {
    try {
      return forwarded.authenticate({ headers: { "x-amzn-mtls-clientcert-leaf": header } }).name;
    } catch (error) {
      if (error instanceof Refused) return error.code;
      throw error;
    }
  }

  it("takes the device from the certificate that the load balancer hands on", async () => {
    assert.equal(outcome(encoded((await authority.issue({ device: "d-1" })).cert)), "d-1");
    assert.equal(outcome(encoded((await authority.issue({ gateway: "gw-" })).cert)), "gateway:gw-");
  });

  it("refuses what is no certificate, and one that names nobody", async () => {
    assert.equal(outcome(undefined), "certificate_missing");
    assert.equal(outcome(""), "certificate_missing");
    assert.equal(outcome("%"), "certificate_untrusted");
    assert.equal(outcome("d-1"), "certificate_untrusted");
    assert.equal(outcome("x".repeat(20_000)), "certificate_untrusted");
    const { cert } = await authority.issue({ device: "d-1" });
    assert.equal(outcome(`${encoded(cert)}, ${encoded(cert)}`.slice(10)), "certificate_untrusted");
    assert.equal(outcome(encoded((await authority.issue({ nobody: "d-1" })).cert)), "no_device");
  });

  it("refuses two certificates, of which one may be what the sender wrote into the header itself", async () => {
    const forged = encoded((await (await DeviceAuthority.make()).issue({ gateway: "d-" })).cert);
    const verified = encoded((await authority.issue({ device: "d-1" })).cert);
    assert.deepEqual(
      [`${forged}, ${verified}`, `${verified}, ${forged}`, `${forged}${verified}`, `${verified}x`].map(outcome),
      ["certificate_untrusted", "certificate_untrusted", "certificate_untrusted", "certificate_untrusted"],
    );
  });

  it("refuses a certificate that it knows, once it has expired", async () => {
    const header = encoded((await authority.issue({ device: "d-1" })).cert);
    assert.equal(outcome(header), "d-1");
    clock += 400 * 86_400_000;
    assert.equal(outcome(header), "certificate_expired");
  });
});
