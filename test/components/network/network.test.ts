import * as assert from "node:assert/strict";
import { defaultInterfaceServices } from "../../../components/network/endpoint-services.ts";
import { Network, type NetworkArgs } from "../../../components/network/network.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents, valueOf } from "../../support/index.ts";

const zones = ["eu-central-1a", "eu-central-1b"] as const;
const [a, b] = zones;

const args: NetworkArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  availabilityZones: zones,
  vpc: { vpcCidr: "10.0.0.0/16", natGateways: "single" },
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
};

const existing: NetworkArgs = {
  ...args,
  vpc: {
    vpcId: "vpc-given",
    vpcCidr: "10.9.0.0/16",
    subnets: {
      public: {},
      app: {
        [a]: { id: "subnet-app-a", cidr: "10.9.0.0/20", routeTableId: "rtb-a" },
        [b]: { id: "subnet-app-b", cidr: "10.9.16.0/20" },
      },
      data: {
        [a]: { id: "subnet-data-a", cidr: "10.9.32.0/20" },
        [b]: { id: "subnet-data-b", cidr: "10.9.48.0/20" },
      },
    },
  },
};

describe("Network", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: remoteComponents });
    recorded = recorder();
  });

  const endpoint = (name: string): Readonly<Record<string, unknown>> =>
    mocks.one("aws:ec2/vpcEndpoint:VpcEndpoint", `network-endpoints-${name}`).inputs;

  it("returns each subnet by tier and zone, with its ID and block", async () => {
    const network = new Network("network", args, recorded.options);
    assert.deepEqual(await valueOf(network.subnets), {
      public: {
        [a]: { id: "subnet-network-vpc-public-eu-central-1a", cidr: "10.0.0.0/20" },
        [b]: { id: "subnet-network-vpc-public-eu-central-1b", cidr: "10.0.64.0/20" },
      },
      app: {
        [a]: { id: "subnet-network-vpc-app-eu-central-1a", cidr: "10.0.16.0/20" },
        [b]: { id: "subnet-network-vpc-app-eu-central-1b", cidr: "10.0.80.0/20" },
      },
      data: {
        [a]: { id: "subnet-network-vpc-data-eu-central-1a", cidr: "10.0.32.0/20" },
        [b]: { id: "subnet-network-vpc-data-eu-central-1b", cidr: "10.0.96.0/20" },
      },
      pods: {},
    });
    await mocks.settle();
  });

  it("puts endpoints where code runs: gateways on the app tier's routes, interfaces in its subnets", async () => {
    new Network("network", args, recorded.options);
    await mocks.settle();
    const tier = "network-vpc-app-eu-central-1";
    assert.deepEqual(endpoint("s3").routeTableIds, [`rtb-${tier}a`, `rtb-${tier}b`]);
    assert.deepEqual(endpoint("logs").subnetIds, [`subnet-${tier}a`, `subnet-${tier}b`]);
  });

  it("lets pods with addresses of their own reach the endpoints", async () => {
    const pods = { cidr: "100.64.0.0/16", subnetPrefix: 18 };
    new Network("network", { ...args, vpc: { ...args.vpc, natGateways: "none", pods } }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "network-endpoints-https-pods",
    );
    assert.equal(inputs.cidrIpv4, "100.64.0.0/16");
    assert.equal((endpoint("s3").routeTableIds as unknown[]).length, 4);
  });

  it("makes no VPC, subnet, route, ACL or default in a VPC that is there, but all that goes into it", async () => {
    const network = new Network("network", existing, recorded.options);
    assert.equal(await valueOf(network.subnets.app[b]?.id), "subnet-app-b");
    await mocks.settle();
    const made = new Set(mocks.resources.map(({ type }) => type));
    for (const type of made) {
      assert.doesNotMatch(type, /Vpc$|Subnet$|Route|NetworkAcl|Default|NatGateway|Eip$/);
    }
    assert.equal(mocks.one("aws:ec2/flowLog:FlowLog").inputs.vpcId, "vpc-given");
    assert.deepEqual(endpoint("s3").routeTableIds, ["rtb-a"]);
    assert.deepEqual(endpoint("logs").subnetIds, ["subnet-app-a", "subnet-app-b"]);
    assert.ok(mocks.ofType("aws:ec2/securityGroup:SecurityGroup").every(({ inputs }) => inputs.vpcId === "vpc-given"));
  });

  it("puts the endpoints of the platform's own traffic into the VPC, or those it is given", async () => {
    new Network("network", args, recorded.options);
    new Network("few", { ...args, interfaceServices: ["logs"] }, recorded.options);
    await mocks.settle();
    const services = (network: string): readonly string[] =>
      mocks
        .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(({ name, inputs }) => name.startsWith(`${network}-`) && inputs.vpcEndpointType === "Interface")
        .map(({ name }) => name.replace(`${network}-endpoints-`, ""));
    assert.deepEqual([...services("network")].sort(), [...defaultInterfaceServices].sort());
    assert.deepEqual(services("few"), ["logs"]);
  });

  it("hands on what brokers, load balancers and the archive shall have", async () => {
    const choice = {
      multiVpcKafka: true,
      loadBalancerClients: { vpn: "10.8.0.0/16" },
      flowLogArchiveArn: "arn:aws:s3:::archive",
      perimeter: { organizationId: "o-a1b2c3d4e5" },
    };
    new Network("network", { ...args, ...choice }, recorded.options);
    await mocks.settle();
    const names = mocks.resources.map(({ name }) => name);
    assert.ok(names.includes("network-sg-nodes-to-brokers-multi-vpc-in"));
    assert.ok(names.includes("network-vpc-nacl-data-in-190"));
    assert.ok(names.includes("network-sg-load-balancers-vpn"));
    assert.ok(names.includes("network-flow-logs-archive"));
    assert.match(String(endpoint("kms").policy), /o-a1b2c3d4e5/);
  });

  it("says what to watch: its NAT gateways and interface endpoints", async () => {
    const { alarms } = new Network("network", { ...args, interfaceServices: ["logs"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      alarms.map(({ id }) => id),
      ["nat-eu-central-1a-ports", "nat-eu-central-1a-connections", "nat-eu-central-1a-drops", "endpoint-logs-drops"],
    );
  });

  it("lets nodes out to the Internet only where there is a way", async () => {
    const vpc = { vpcCidr: "10.0.0.0/16", natGateways: "none" } as const;
    new Network("network", { ...args, vpc }, recorded.options);
    await mocks.settle();
    assert.ok(!mocks.resources.some(({ name }) => name === "network-sg-nodes-https"));
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Network("one", args, recorded.options);
    new Network("two", existing, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  it("fails when a zone lies in another Region", () => {
    assert.throws(() => new Network("network", { ...args, availabilityZones: [a, "us-east-1a"] }), {
      message:
        "Zones us-east-1a are not in eu-central-1. Change network:availabilityZones or platform:region in Pulumi.test.yaml.",
    });
  });
});
