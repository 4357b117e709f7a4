import assert from "node:assert/strict";
import fc from "fast-check";
import { clientAuthentication, connectivityInfo } from "../../../components/streaming/cluster-arguments.ts";

const ways = fc.subarray(["iam", "scram", "mtls"] as const, { minLength: 1 });

describe("clientAuthentication", () => {
  it("never lets anybody in unnamed", () => {
    fc.assert(fc.property(ways, (chosen) => clientAuthentication(chosen, ["arn"]).unauthenticated === false));
  });
});

describe("connectivityInfo", () => {
  it("never lets the Internet in", () => {
    fc.assert(
      fc.property(ways, fc.boolean(), (chosen, fromOtherVpcs) => {
        assert.deepEqual(connectivityInfo(fromOtherVpcs, chosen).publicAccess, { type: "DISABLED" });
      }),
    );
  });

  it("lets other VPCs in by the cluster's own ways of authenticating", () => {
    assert.deepEqual(connectivityInfo(true, ["iam", "mtls"]).vpcConnectivity, {
      clientAuthentication: { sasl: { iam: true, scram: false }, tls: true },
    });
    assert.equal(connectivityInfo(false, ["iam", "mtls"]).vpcConnectivity, undefined);
  });
});
