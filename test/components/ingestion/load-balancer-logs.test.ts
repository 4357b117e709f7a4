import assert from "node:assert/strict";
import { LoadBalancerLogs } from "../../../components/ingestion/load-balancer-logs.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = {
  place,
  what: "devices",
  loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/test-devices/1",
  logArchiveBucket: "test-logs",
};

describe("LoadBalancerLogs", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("delivers requests and connections of the load balancer to the log archive", async () => {
    new LoadBalancerLogs("logs", args, recorded.options);
    await mocks.settle();
    const sources = mocks.ofType("aws:cloudwatch/logDeliverySource:LogDeliverySource").map(({ inputs }) => inputs);
    assert.deepEqual(sources.map(({ logType }) => logType).sort(), ["ALB_ACCESS_LOGS", "ALB_CONNECTION_LOGS"]);
    assert.ok(sources.every(({ resourceArn }) => resourceArn === args.loadBalancerArn));
    const destination = mocks.one("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination").inputs;
    assert.deepEqual(destination.deliveryDestinationConfiguration, {
      destinationResourceArn: "arn:aws:s3:::test-logs",
    });
    assert.deepEqual(
      mocks
        .ofType("aws:cloudwatch/logDelivery:LogDelivery")
        .map(({ inputs }) => inputs.deliverySourceName)
        .sort(),
      sources.map(({ name }) => name).sort(),
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new LoadBalancerLogs("one", args, recorded.options);
    new LoadBalancerLogs("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
