import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  consume,
  foundationContract,
  networkContract,
  previewOutputsVariable,
  survey,
  unknownSentinel,
} from "../../../contracts/stacks/index.ts";
import { installMocks, valueOf } from "../../support/index.ts";

const foundation = {
  keys: unknownSentinel,
  keyAliases: {
    logs: "alias/l",
    audit: "alias/l",
    alerts: "alias/l",
    lake: "alias/l",
    pii: "alias/l",
    streaming: "alias/l",
    cluster: "alias/l",
    metrics: "alias/l",
    secrets: "alias/l",
  },
  alertTopics: { critical: "arn:aws:sns:::critical", warning: "arn:aws:sns:::warning", info: "arn:aws:sns:::info" },
  auditArchive: { name: "test-audit", arn: "arn:aws:s3:::test-audit" },
  auditTrail: {
    arn: "arn:aws:cloudtrail:eu-central-1:111111111111:trail/test",
    logGroupName: "/aws/cloudtrail/test",
  },
  logArchive: { name: "test-logs", arn: "arn:aws:s3:::test-logs" },
};

describe("consume", () => {
  let folder: string;

  function previewed(phase: string, outputs: Record<string, unknown>): void {
    fs.writeFileSync(path.join(folder, `${phase}.json`), JSON.stringify(outputs));
  }

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "consume-"));
    setPreviewOutputs(folder);
    installMocks({ project: "network", preview: true });
  });

  afterEach(() => {
    setPreviewOutputs(undefined);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("hands over what the upstream preview would publish: known values plain, unknown ones unknown to the engine", async () => {
    previewed("foundation", foundation);
    const outputs = await consume(foundationContract);
    assert.equal(outputs.logArchive.name, "test-logs");
    assert.equal(await valueOf(outputs.keys.logs), undefined);
    assert.equal(await isKnown(outputs.keys.logs), false);
  });

  it("fails on a missing and an ill-typed output in one message, with phase, output and the command to run", async () => {
    previewed("foundation", { ...foundation, keyAliases: undefined, logArchive: { name: 7, arn: "arn:aws:s3:::x" } });
    await assert.rejects(consume(foundationContract), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^foundation does not publish what network reads in test:\n/);
      assert.match(error.message, /\n {2}- keyAliases is missing \(stable: /);
      assert.match(error.message, /\n {2}- logArchive\.name is 7: /);
      assert.match(error.message, /\nRun: npx platform up test foundation /);
      return true;
    });
  });

  it("fails on a phase that publishes nothing, with who reads it and the command to run", async () => {
    previewed("foundation", {});
    await assert.rejects(
      consume(foundationContract),
      /^Error: foundation is not deployed in test, and network reads its outputs\.\nRun: npx platform up test foundation /,
    );
  });

  it("fails for a phase that the reader does not declare, naming the table to change", async () => {
    previewed("network", {});
    await assert.rejects(
      consume(networkContract),
      /^Error: network reads network but does not declare it\. Add "network" to needs of network in contracts\/stacks\/phases\.ts/,
    );
  });
});

describe("survey", () => {
  it("reports a phase that does not fit its contract instead of failing", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "survey-"));
    setPreviewOutputs(folder);
    installMocks({ project: "event-platform", preview: true });
    fs.writeFileSync(path.join(folder, "network.json"), JSON.stringify({ vpcId: "wrong" }));
    const result = await survey(networkContract);
    assert.equal(result.state, "does not fit");
    setPreviewOutputs(undefined);
    fs.rmSync(folder, { recursive: true });
  });
});

/** As `platform preview` sets it; `undefined` for an engine of its own. */
function setPreviewOutputs(folder: string | undefined): void {
  Object.assign(process.env, { [previewOutputsVariable]: folder ?? "" });
}

/** Whether the engine would know the value; the SDK has it on every output. */
async function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown; // internal to the SDK, typed nowhere
}
