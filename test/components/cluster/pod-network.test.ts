import * as assert from "node:assert/strict";
import { podNetworkConfiguration } from "../../../components/cluster/pod-network.ts";

const args = { region: "eu-central-1", subnetIds: {}, securityGroupIds: ["sg-1"] };

describe("podNetworkConfiguration", () => {
  it("hands out prefixes", () => {
    assert.deepEqual(podNetworkConfiguration(args), {
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
  });

  it("gives pods the subnet of their node's zone where the network has subnets for them", () => {
    const configuration = podNetworkConfiguration({ ...args, subnetIds: { "eu-central-1a": "subnet-1" } });
    assert.deepEqual(configuration, {
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      },
      eniConfig: {
        create: true,
        region: "eu-central-1",
        subnets: { "eu-central-1a": { id: "subnet-1", securityGroups: ["sg-1"] } },
      },
    });
  });
});
