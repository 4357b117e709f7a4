import assert from "node:assert/strict";
import { DirectEntrance } from "../../../components/ingestion/direct-entrance.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const args = { address: { host: "it.elb.amazonaws.com", port: 443 } };
const named = { ...args, domainName: "events.test.example.com", hostedZoneId: "Z0123456789" };

describe("DirectEntrance", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is where the load balancer answers", async () => {
    const { host, port } = new DirectEntrance("entrance", args, recorded.options);
    await mocks.settle();
    assert.deepEqual([await valueOf(host), await valueOf(port)], ["it.elb.amazonaws.com", 443]);
    assert.deepEqual(mocks.ofType("aws:route53/record:Record"), []);
  });

  it("has a name, which leads to the load balancer where its hosted zone is ours", async () => {
    const { host } = new DirectEntrance("entrance", named, recorded.options);
    await mocks.settle();
    assert.equal(await valueOf(host), "events.test.example.com");
    const { inputs } = mocks.one("aws:route53/record:Record");
    assert.deepEqual(
      [inputs.name, inputs.type, inputs.records],
      ["events.test.example.com", "CNAME", ["it.elb.amazonaws.com"]],
    );
  });

  it("fails when the service got no load balancer", async () => {
    const { host } = new DirectEntrance("entrance", { address: undefined }, recorded.options);
    await assert.rejects(
      Promise.all([valueOf(host), mocks.settle()]),
      /the collector's service has no load balancer, so nothing answers\. Set cluster-services:loadBalancerController to true\./,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new DirectEntrance("one", named, recorded.options);
    new DirectEntrance("two", named, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
