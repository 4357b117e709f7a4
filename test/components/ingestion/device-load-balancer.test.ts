import assert from "node:assert/strict";
import { DeviceLoadBalancer, type DeviceLoadBalancerArgs } from "../../../components/ingestion/device-load-balancer.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args: DeviceLoadBalancerArgs = {
  place,
  internetFacing: false,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupId: "sg-1",
  certificateArn: "arn:aws:acm:eu-central-1:111111111111:certificate/1",
  webAclArn: "arn:aws:wafv2:eu-central-1:111111111111:regional/webacl/test-devices/1",
  service: { clusterName: "test-platform", namespace: "ingestion", name: "collector" },
  deletionProtection: true,
};
const trustStoreArn = "arn:aws:elasticloadbalancing:eu-central-1:111111111111:truststore/test-devices/1";

describe("DeviceLoadBalancer", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({
      outputs: {
        "aws:lb/loadBalancer:LoadBalancer": () => ({ arn: "arn-of-the-balancer" }),
        "aws:lb/targetGroup:TargetGroup": () => ({ arn: "arn-of-the-targets" }),
      },
    });
    recorded = recorder();
  });

  async function made(change: Partial<DeviceLoadBalancerArgs> = {}): Promise<void> {
    new DeviceLoadBalancer("devices", { ...args, ...change }, recorded.options);
    await mocks.settle();
  }

  it("takes TLS 1.2 at least, and requests that are whole", async () => {
    await made();
    const listener = mocks.one("aws:lb/listener:Listener").inputs;
    assert.deepEqual([listener.port, listener.protocol], [443, "HTTPS"]);
    assert.match(String(listener.sslPolicy), /TLS13-1-2/);
    const balancer = mocks.one("aws:lb/loadBalancer:LoadBalancer").inputs;
    assert.deepEqual([balancer.dropInvalidHeaderFields, balancer.desyncMitigationMode], [true, "strictest"]);
    assert.equal(balancer.enableDeletionProtection, true);
  });

  it("verifies devices' certificates by a trust store, or leaves tokens to the collector", async () => {
    await made({ trustStoreArn });
    const { mutualAuthentication, tags } = mocks.one("aws:lb/listener:Listener").inputs;
    assert.deepEqual(mutualAuthentication, { mode: "verify", trustStoreArn });
    assert.deepEqual(tags, { Purpose: "device-ingress" });
    mocks = installMocks();
    await made();
    assert.deepEqual(mocks.one("aws:lb/listener:Listener").inputs.mutualAuthentication, { mode: "off" });
  });

  it("looks at a device's certificate again every ten minutes, since it is looked at when a connection is made", async () => {
    await made({ trustStoreArn });
    assert.equal(mocks.one("aws:lb/loadBalancer:LoadBalancer").inputs.clientKeepAlive, 600);
  });

  it("answers inside the network unless it is to face the Internet", async () => {
    await made();
    assert.equal(mocks.one("aws:lb/loadBalancer:LoadBalancer").inputs.internal, true);
    mocks = installMocks();
    await made({ internetFacing: true });
    assert.equal(mocks.one("aws:lb/loadBalancer:LoadBalancer").inputs.internal, false);
  });

  it("speaks TLS to pods by their addresses, as long as they are ready", async () => {
    await made();
    const targets = mocks.one("aws:lb/targetGroup:TargetGroup").inputs;
    assert.deepEqual([targets.targetType, targets.protocol, targets.port], ["ip", "HTTPS", 8443]);
    const { protocol, port, path } = targets.healthCheck as Record<string, unknown>;
    assert.deepEqual([protocol, port, path], ["HTTPS", "9443", "/readyz"]);
  });

  it("has the cluster's controller keep the pods among its targets, by a tag that lets it", async () => {
    await made();
    const targets = mocks.one("aws:lb/targetGroup:TargetGroup");
    assert.deepEqual(targets.inputs.tags, { "elbv2.k8s.aws/cluster": "test-platform" });
    const binding = mocks.one("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding").inputs;
    assert.deepEqual(binding.spec, {
      targetGroupARN: "arn-of-the-targets",
      targetType: "ip",
      serviceRef: { name: "collector", port: 443 },
    });
  });

  it("stands behind its web ACL", async () => {
    await made();
    const { inputs } = mocks.one("aws:wafv2/webAclAssociation:WebAclAssociation");
    assert.deepEqual([inputs.resourceArn, inputs.webAclArn], ["arn-of-the-balancer", args.webAclArn]);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new DeviceLoadBalancer("one", args, recorded.options);
    new DeviceLoadBalancer("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
