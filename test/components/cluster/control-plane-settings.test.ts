import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import {
  clusterInputs,
  type ControlPlaneSettings,
  clusterTransform,
} from "../../../components/cluster/control-plane-settings.ts";

const settings: ControlPlaneSettings = { creatorIsAdmin: false, zonalShift: true, tier: "standard", autoMode: false };

describe("clusterInputs", () => {
  it("keeps the creator out, shifts away from impaired zones, and says that Auto Mode is off", () => {
    assert.deepEqual(clusterInputs(settings), {
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      computeConfig: { enabled: false },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false } },
      storageConfig: { blockStorage: { enabled: false } },
      controlPlaneScalingConfig: { tier: "standard" },
      zonalShiftConfig: { enabled: true },
    });
  });

  it("leaves Auto Mode to the component where it is on", () => {
    const inputs = clusterInputs({ ...settings, autoMode: true });
    assert.deepEqual(Object.keys(inputs).sort(), ["accessConfig", "controlPlaneScalingConfig", "zonalShiftConfig"]);
  });
});

describe("clusterTransform", () => {
  const transform = clusterTransform({ ...settings, tier: "tier-xl" });
  const resource = (type: string): pulumi.ResourceTransformArgs => ({
    custom: true,
    type,
    name: "any",
    props: { name: "test-platform", accessConfig: { bootstrapClusterCreatorAdminPermissions: true } },
    opts: { protect: true },
  });

  it("lays the settings over the cluster and keeps everything else", () => {
    const result = transform(resource("aws:eks/cluster:Cluster")) as pulumi.ResourceTransformResult;
    assert.partialDeepStrictEqual(result.props, {
      name: "test-platform",
      accessConfig: { bootstrapClusterCreatorAdminPermissions: false },
      controlPlaneScalingConfig: { tier: "tier-xl" },
    });
    assert.deepEqual(result.opts, { protect: true });
  });

  it("leaves other resources alone", () => {
    assert.equal(transform(resource("aws:iam/role:Role")), undefined);
  });
});
