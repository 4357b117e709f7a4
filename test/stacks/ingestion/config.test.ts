import * as assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/ingestion/config.ts";

const image = { "ingestion:image": "1.0.0" };
const good = {
  ...image,
  "ingestion:domainName": "events.example.com",
  "ingestion:hostedZoneId": "Z0123456789",
  "ingestion:authentication": JSON.stringify({ by: "mtls", authorities: { bucket: "dev-code", key: "ca.pem" } }),
};
const direct = { ...image, "ingestion:tlsAt": "collector" };

const messages = (raw: Record<string, string>): readonly string[] =>
  parseSection(section, raw).problems.map(({ key, message }) => `${key} ${message}`);

describe("ingestion configuration", () => {
  it("ends TLS at a load balancer inside the network, with certificates of devices, by default", () => {
    assert.deepEqual(messages(good), []);
    const { tlsAt, authentication, internetFacing, scaling, resources } = parseSection(section, good).value ?? {};
    assert.deepEqual([tlsAt, authentication?.by, internetFacing], ["load-balancer", "mtls", false]);
    assert.deepEqual(scaling, { minPods: 3, maxPods: 6, cpuPercent: 60 });
    assert.deepEqual(resources, { cpu: "1", memory: "512Mi" });
  });

  it("needs no more than an image where TLS ends at the collector", () => {
    assert.deepEqual(messages(direct), []);
  });

  it("asks a load balancer that ends TLS for its name, its certificate and the authorities of devices, all at once", () => {
    const problems = messages(image);
    assert.equal(problems.length, 3);
    assert.match(
      problems.join("\n"),
      /ingestion:domainName is missing: must be set with ingestion:tlsAt: load-balancer/,
    );
    assert.match(problems.join("\n"), /ingestion:certificateArn is missing: or ingestion:hostedZoneId must be set/);
    assert.match(problems.join("\n"), /ingestion:authentication .*must name the devices' authorities/);
  });

  it("takes a certificate that is there, and tokens in the place of certificates", () => {
    const certificateArn = "arn:aws:acm:eu-central-1:111111111111:certificate/1";
    const jwt = {
      by: "jwt",
      issuer: "https://id.example.com",
      audience: "events",
      jwksUrl: "https://id.example.com/k",
    };
    assert.deepEqual(
      messages({
        ...image,
        "ingestion:domainName": "events.example.com",
        "ingestion:certificateArn": certificateArn,
        "ingestion:authentication": JSON.stringify(jwt),
      }),
      [],
    );
  });

  it("refuses what the collector's secret holds where TLS ends at the collector", () => {
    const certificateArn = "arn:aws:acm:eu-central-1:111111111111:certificate/1";
    const problems = messages({
      ...direct,
      ...good,
      "ingestion:certificateArn": certificateArn,
      "ingestion:tlsAt": "collector",
    });
    assert.match(problems.join("\n"), /authorities and revocation lists are files of its secret/);
    assert.match(problems.join("\n"), /its certificate is a file of its secret/);
  });

  it("refuses an image that moves", () => {
    assert.match(messages({ ...direct, "ingestion:image": "latest" })[0] ?? "", /must be a tag that does not move/);
    assert.deepEqual(messages({ ...direct, "ingestion:image": `sha256:${"a".repeat(64)}` }), []);
  });

  it("completes the collector's own limits, and knows no others", () => {
    const tuned = { ...direct, "ingestion:collector": '{"limits":{"depth":8},"kafka":{"lingerMs":20}}' };
    const { collector } = parseSection(section, tuned).value ?? {};
    assert.deepEqual([collector?.limits.depth, collector?.limits.eventsPerRequest], [8, 10_000]);
    assert.deepEqual([collector?.kafka.lingerMs, collector?.drainSeconds], [20, 25]);
    assert.match(messages({ ...direct, "ingestion:collector": '{"limit":{}}' })[0] ?? "", /unknown key/);
  });

  it("refuses fewer pods at most than at least", () => {
    assert.deepEqual(messages({ ...direct, "ingestion:scaling": '{"minPods":9,"maxPods":6}' }), [
      "ingestion:scaling.maxPods = 6: must be minPods at least",
    ]);
  });

  it("refuses what would have devices send the same again for ever", () => {
    const tuned = (collector: object, rest: object = direct): readonly string[] =>
      messages({ ...rest, "ingestion:collector": JSON.stringify(collector) });
    assert.match(
      tuned({ limits: { eventBytes: 1_000_000 } })[0] ?? "",
      /limits\.eventBytes = 1000000: must be at most 900000, which brokers take/,
    );
    assert.match(
      tuned({ limits: { bodyBytes: 40_000_000, inFlightBytes: 50_000_000 } })[0] ?? "",
      /limits\.inFlightBytes = 50000000: must be at least twice bodyBytes \(40000000\)/,
    );
    assert.deepEqual(tuned({ kafka: { deliveryTimeoutMs: 60_000 } }), []);
    assert.match(
      tuned({ kafka: { deliveryTimeoutMs: 60_000 } }, good)[0] ?? "",
      /kafka\.deliveryTimeoutMs = 60000: must be at most 45000 with ingestion:tlsAt: load-balancer/,
    );
  });

  it("refuses keys of an issuer where no pod may ask for them, and a revocation list that is named twice", () => {
    const by = (authentication: object): readonly string[] =>
      messages({ ...good, "ingestion:authentication": JSON.stringify(authentication) });
    const jwt = { by: "jwt", issuer: "https://id.example.com", audience: "events" };
    assert.deepEqual(by({ ...jwt, jwksUrl: "https://id.example.com:443/keys" }), []);
    assert.match(
      by({ ...jwt, jwksUrl: "https://id.example.com:8443/keys" })[0] ?? "",
      /jwksUrl .*: must be on port 443/,
    );
    assert.match(by({ ...jwt, jwksUrl: "keys" })[0] ?? "", /jwksUrl = "keys": must be the https URL/);
    const list = { bucket: "dev-code", key: "devices.crl" };
    const mtls = { by: "mtls", authorities: { bucket: "dev-code", key: "ca.pem" } };
    assert.deepEqual(by({ ...mtls, revocationLists: [list, { ...list, bucket: "other" }] }), []);
    assert.match(
      by({ ...mtls, revocationLists: [list, { ...list, version: "2" }] })[0] ?? "",
      /revocationLists .*: must not name one object twice/,
    );
  });
});
