import assert from "node:assert/strict";
import * as fs from "node:fs";
import { previewsAllPhases } from "./offline-preview.ts";
import { Platform } from "./platform.ts";

describe("platform preview --offline", function () {
  this.timeout(240_000);
  let platform: Platform;

  before(async () => {
    platform = await Platform.create();
  });

  after(async () => {
    await platform.remove();
  });

  it("previews all phases of prod, never deployed, without credentials, under policy", async () => {
    await previewsAllPhases(platform, "prod");
  });

  it("is the default without credentials, and the first line says so", async () => {
    const before = fs.readFileSync(platform.environmentFile("dev"), "utf8");
    const { stderr } = await platform.run("preview", "dev", "foundation");
    assert.equal(
      fs.readFileSync(platform.environmentFile("dev"), "utf8"),
      before,
      "the environment's file was touched",
    );
    assert.match(stderr.split("\n")[0] ?? "", /^dev offline \(no AWS credentials found\): nothing is deployed/);
  });

  it("previews what the selected phases read along with them", async () => {
    const report = await platform.report("preview", "dev", "lake", "--offline");
    assert.deepEqual(
      report.phases.map(({ phase }) => phase),
      ["foundation", "lake"],
    );
  });
});

describe("platform refuses mistakes", function () {
  this.timeout(60_000);
  let platform: Platform;

  beforeEach(async () => {
    platform = await Platform.create();
  });

  afterEach(async () => {
    await platform.remove();
  });

  it("in an environment file: all of them, each with key, value and what is allowed", async () => {
    platform.edit("dev", "network:cidr: 10.0.0.0/16", "network:cidr: 10.0.0.0/24\n  network:cird: 1");
    platform.edit("dev", "streaming:authentication: [iam]", "streaming:authentication: none");
    const { code, stderr } = await platform.run("preview", "dev", "--offline");
    assert.equal(code, 1);
    assert.match(stderr, /^Pulumi\.dev\.yaml has 3 problems:$/m);
    assert.match(stderr, /network:cird unknown key; allowed here: network:/);
    assert.match(stderr, /streaming:authentication = "none": must be a list of iam, scram and mtls/);
    assert.match(stderr, /network:cidr = "10\.0\.0\.0\/24": /);
  });

  it("in the environment's name, with the ones there are", async () => {
    const { code, stderr } = await platform.run("preview", "staging");
    assert.equal(code, 1);
    assert.equal(stderr, 'There is no environment "staging"; environments: local, dev, test, prod.\n');
  });

  it("in a phase's name, with the ones there are", async () => {
    const { code, stderr } = await platform.run("preview", "dev", "netwrok");
    assert.equal(code, 1);
    assert.match(stderr, /^There is no phase "netwrok"; phases: foundation, network,/);
  });

  it("up of a cloud environment without credentials, never falling back to the stand-in", async () => {
    const { code, stderr } = await platform.run("up", "dev");
    assert.equal(code, 1);
    assert.match(stderr, /^dev lives in AWS, and no AWS credentials were found/);
  });
});
