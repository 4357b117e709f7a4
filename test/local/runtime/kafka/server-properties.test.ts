import assert from "node:assert/strict";
import {
  type BrokerSettings,
  configuredProperties,
  serverProperties,
} from "../../../../local/runtime/kafka/server-properties.ts";
import { portsFrom } from "../../../../local/runtime/ports.ts";

const settings = (brokers: number, nodeId: number, configured = ""): BrokerSettings => ({
  nodeId,
  nodes: Array.from({ length: brokers }, (_, slot) => portsFrom(20_000).broker(slot)),
  controllers: Math.min(3, brokers),
  principals: Array.from({ length: brokers }, (_, index) => `broker-${index + 1}`),
  dataFolder: "/data",
  keystoreFile: "/broker.pem",
  truststoreFile: "/ca.pem",
  configured,
});
const parsed = (given: BrokerSettings): Record<string, string> =>
  Object.fromEntries(
    serverProperties(given)
      .trim()
      .split("\n")
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

describe("serverProperties", () => {
  it("binds to loopback only, and asks every listener's peer who it is", () => {
    const properties = parsed(settings(3, 2));
    assert.equal(
      properties.listeners,
      "CLIENT://127.0.0.1:20011,INTERNAL://127.0.0.1:20041,CONTROLLER://127.0.0.1:20071",
    );
    assert.equal(properties["listener.security.protocol.map"], "CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL");
    assert.equal(properties["listener.name.internal.ssl.client.auth"], "required");
    assert.equal(properties["listener.name.controller.ssl.client.auth"], "required");
    assert.equal(properties["controller.quorum.voters"], "1@localhost:20070,2@localhost:20071,3@localhost:20072");
  });

  it("makes brokers beyond the third no controllers", () => {
    const properties = parsed(settings(6, 4));
    assert.equal(properties["process.roles"], "broker");
    assert.doesNotMatch(properties.listeners ?? "", /CONTROLLER/);
    assert.equal(properties["controller.quorum.voters"]?.split(",").length, 3);
  });

  it("has MSK's defaults, bounded by the brokers there are, until the configuration says otherwise", () => {
    const defaults = parsed(settings(1, 1));
    assert.equal(defaults["auto.create.topics.enable"], "false");
    assert.equal(defaults["min.insync.replicas"], "1");
    assert.equal(defaults["allow.everyone.if.no.acl.found"], "true");
    const changed = parsed(settings(3, 1, "# closed\nallow.everyone.if.no.acl.found = false\n\nmin.insync.replicas=1"));
    assert.equal(changed["allow.everyone.if.no.acl.found"], "false");
    assert.equal(changed["min.insync.replicas"], "1");
  });
});

describe("configuredProperties", () => {
  it("leaves out what is the wiring's", () => {
    const text = "listeners=PLAINTEXT://0.0.0.0:9092\nsuper.users=User:eve\nlog.retention.hours=24\nlog.dirs=/tmp";
    assert.deepEqual([...configuredProperties(text)], [["log.retention.hours", "24"]]);
  });
});
