import * as assert from "node:assert/strict";
import { VpcEndpoints } from "../../../components/network/vpc-endpoints.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  clientCidrs: { vpc: "10.0.0.0/16" },
  routeTableIds: ["rtb-1", "rtb-2"],
  subnetIds: ["subnet-1", "subnet-2"],
};

describe("VpcEndpoints", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("puts S3 and DynamoDB on the route tables", async () => {
    new VpcEndpoints("endpoints", args, recorded.options);
    await mocks.settle();
    const gateways = mocks
      .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter(({ inputs }) => inputs.vpcEndpointType === "Gateway");
    assert.deepEqual(
      gateways.map(({ inputs }) => [inputs.serviceName, inputs.routeTableIds]),
      [
        ["com.amazonaws.eu-central-1.s3", args.routeTableIds],
        ["com.amazonaws.eu-central-1.dynamodb", args.routeTableIds],
      ],
    );
  });

  it("puts Logs and Secrets Manager into the subnets, with private DNS", async () => {
    new VpcEndpoints("endpoints", args, recorded.options);
    await mocks.settle();
    for (const service of ["logs", "secretsmanager"]) {
      const { inputs } = mocks.one("aws:ec2/vpcEndpoint:VpcEndpoint", `endpoints-${service}`);
      assert.equal(inputs.vpcEndpointType, "Interface");
      assert.equal(inputs.privateDnsEnabled, true);
      assert.deepEqual(inputs.subnetIds, args.subnetIds);
      assert.deepEqual(inputs.securityGroupIds, ["sg-endpoints-sg"]);
    }
  });

  it("answers HTTPS from the VPC and nothing else", async () => {
    new VpcEndpoints("endpoints", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(
      [inputs.ipProtocol, inputs.fromPort, inputs.toPort, inputs.cidrIpv4],
      ["tcp", 443, 443, args.clientCidrs.vpc],
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new VpcEndpoints("one", args, recorded.options);
    new VpcEndpoints("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
