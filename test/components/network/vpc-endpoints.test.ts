import * as assert from "node:assert/strict";
import { VpcEndpoints, type VpcEndpointsArgs } from "../../../components/network/vpc-endpoints.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  clientCidrs: { vpc: "10.0.0.0/16" },
  routeTableIds: ["rtb-1", "rtb-2"] as string[],
  subnetIds: ["subnet-1", "subnet-2"],
  interfaceServices: ["logs", "secretsmanager"],
} as const satisfies VpcEndpointsArgs;

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

  it("gives every endpoint a policy, with the perimeter it is given", async () => {
    const perimeter = { organizationId: "o-a1b2c3d4e5" };
    new VpcEndpoints("endpoints", { ...args, perimeter }, recorded.options);
    await mocks.settle();
    const endpoints = mocks.ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
    assert.equal(endpoints.length, 4);
    for (const { inputs } of endpoints) {
      assert.match(String(inputs.policy), /"aws:PrincipalOrgID":"o-a1b2c3d4e5"/);
    }
  });

  it("returns the endpoints by service", async () => {
    const { ids } = new VpcEndpoints("endpoints", args, recorded.options);
    assert.deepEqual(await valueOf(ids), {
      s3: "vpce-endpoints-s3",
      dynamodb: "vpce-endpoints-dynamodb",
      logs: "vpce-endpoints-logs",
      secretsmanager: "vpce-endpoints-secretsmanager",
    });
    await mocks.settle();
  });

  it("puts the other services into the subnets, with private DNS", async () => {
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
