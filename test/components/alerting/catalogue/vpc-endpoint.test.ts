import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { vpcEndpointAlarm } from "../../../../components/alerting/catalogue/vpc-endpoint.ts";

describe("vpcEndpointAlarm", () => {
  it("says when an interface endpoint drops packets, by the dimensions under which PrivateLink counts", () => {
    const spec = vpcEndpointAlarm({
      service: "ecr.api",
      serviceName: "com.amazonaws.eu-central-1.ecr.api",
      endpointId: "vpce-1",
      vpcId: "vpc-1",
    });
    const { metricName, dimensions, threshold } = alarmInputs(spec);
    assert.deepEqual([spec.id, metricName, threshold], ["endpoint-ecr-api-drops", "PacketsDropped", 0]);
    assert.deepEqual(dimensions, {
      "Endpoint Type": "Interface",
      "Service Name": "com.amazonaws.eu-central-1.ecr.api",
      "VPC Endpoint Id": "vpce-1",
      "VPC Id": "vpc-1",
    });
  });
});
