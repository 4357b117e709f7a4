import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as net from "node:net";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { allSteps } from "../../cli/steps.ts";
import { attach, type LocalCloud } from "../../local/client.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { phaseOf, Platform } from "./platform.ts";

/** A life of the environment `local`: what every one begins and ends with. */
export class LocalLife {
  readonly platform: Platform;
  #cloud: LocalCloud | undefined;

  private constructor(platform: Platform) {
    this.platform = platform;
  }

  static async create(): Promise<LocalLife> {
    const platform = await Platform.create();
    process.env.PLATFORM_STATE_DIR = platform.stateDirectory;
    return new LocalLife(platform);
  }

  async remove(): Promise<void> {
    await this.platform.remove();
    delete process.env.PLATFORM_STATE_DIR;
  }

  /** The one-machine cloud, once the environment has come up. */
  get cloud(): LocalCloud {
    assert.ok(this.#cloud, "the one-machine cloud is not running");
    return this.#cloud;
  }

  /** Looks for the one-machine cloud, which may have been started anew. */
  async attach(): Promise<void> {
    this.#cloud = await attach();
    assert.ok(this.#cloud, "the one-machine cloud is not running");
  }

  async comesUp(): Promise<void> {
    const report = await this.platform.report("up", "local");
    assert.deepEqual(
      report.phases.flatMap(({ errors }) => errors),
      [],
    );
    assert.equal(report.code, 0);
    assert.deepEqual(
      report.phases.map(({ phase }) => phase),
      allSteps,
    );
    const streaming = phaseOf(report, "streaming").types;
    assert.equal(streaming?.real["aws:msk/cluster:Cluster"], 1);
    assert.equal(streaming.real["aws:msk/topic:Topic"], 5);
    assert.equal(phaseOf(report, "cluster").types?.recorded["aws:eks/cluster:Cluster"], 1);
    const ingestion = phaseOf(report, "ingestion").types;
    assert.equal(ingestion?.real["kubernetes:apps/v1:Deployment"], 1);
    assert.equal(ingestion.real["kubernetes:core/v1:Service"], 1);
    assert.equal(ingestion.recorded["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"], 1);
    assert.deepEqual(
      report.phases.flatMap(({ policy }) => policy.failed),
      [],
    );
    await this.attach();
  }

  async isDestroyed(): Promise<void> {
    const brokers = (await this.cloud.kafkaAdmin("local-events")).bootstrapServers;
    const { code, stdout } = await this.platform.run("destroy", "local");
    assert.equal(code, 0, stdout);
    const stacks = `${this.platform.stateDirectory}/backend/.pulumi/stacks`;
    const left = fs
      .readdirSync(stacks, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("local.json"));
    assert.deepEqual(left, []);
    assert.ok(
      fs.existsSync(`${this.platform.stateDirectory}/workspace/Pulumi.local.yaml`),
      "the configuration went with it",
    );
    const { Buckets = [] } = await emulatorClients(this.cloud.emulatorEndpoint)
      .s3("us-east-1")
      .send(new ListBucketsCommand({}));
    assert.deepEqual(Buckets, []);
    for (const broker of brokers) {
      assert.equal(await answers(broker), false, `${broker} still answers`);
    }
  }
}

function answers(address: string): Promise<boolean> {
  const [host = "", port = ""] = address.split(":");
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: Number(port) });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}
