import * as assert from "node:assert/strict";
import { LoadBalancerController } from "../../../components/kubernetes/load-balancer-controller.ts";
import { manageLoadBalancers } from "../../../components/kubernetes/load-balancer-grant.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args = {
  place,
  clusterName: "test-platform",
  vpcId: "vpc-1",
  namespace: "platform-system",
  tags: { Environment: "test" },
};

describe("LoadBalancerController", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes internal load balancers with TLS 1.3 unless an ingress asks for something else", async () => {
    new LoadBalancerController("balancers", args, recorded.options);
    await mocks.settle();
    const values = mocks.one("kubernetes:helm.sh/v3:Release").inputs.values as Record<string, unknown>;
    assert.equal(values.defaultLoadBalancerScheme, "internal");
    assert.match(String(values.defaultSSLPolicy), /TLS13/);
    assert.deepEqual([values.vpcId, values.clusterName, values.defaultTags], ["vpc-1", "test-platform", args.tags]);
  });

  it("has a role before it runs, which only its service account takes", async () => {
    new LoadBalancerController("balancers", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.deepEqual([inputs.namespace, inputs.serviceAccount], ["platform-system", "aws-load-balancer-controller"]);
    assert.deepEqual(recorded.dependenciesOf("platform:kubernetes:ChartRelease", "balancers"), [
      "platform:cluster:WorkloadRole balancers-controller",
    ]);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new LoadBalancerController("one", args, recorded.options);
    new LoadBalancerController("two", { ...args, place: { ...place, environment: "dev" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});

describe("manageLoadBalancers", () => {
  const { statements } = manageLoadBalancers(args);
  const actionsOf = (action: string | readonly string[]): readonly string[] =>
    typeof action === "string" ? [action] : action;

  it("changes nothing that does not carry this cluster's tag", () => {
    const untagged = statements
      .filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes("test-platform"))
      .flatMap(({ Action }) => actionsOf(Action))
      .filter((action) => !/:(Describe|Get|List)/.test(action));
    // A service-linked role has no tag, and a VPC is only named as the place of a security group that carries one.
    assert.deepEqual(untagged, ["iam:CreateServiceLinkedRole", "ec2:CreateSecurityGroup"]);
  });

  it("names a resource for everything but listings", () => {
    const anywhere = statements
      .filter(({ Resource }) => Resource === "*")
      .flatMap(({ Action }) => actionsOf(Action))
      .filter((action) => !/:(Describe|Get|List)/.test(action));
    assert.deepEqual(anywhere, []);
  });
});
