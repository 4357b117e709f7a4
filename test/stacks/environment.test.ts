import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { enterEnvironment } from "../../stacks/environment.ts";
import { type PlatformConfig } from "../../stacks/platform-config.ts";
import { installMocks, valueOf } from "../support/index.ts";

const config: PlatformConfig = {
  accountId: "111111111111",
  region: "eu-central-1",
  owner: "data-platform",
  costCenter: "1000",
  protectStatefulResources: true,
  deleteDataOnDestroy: false,
  runbookUrl: "docs/runbooks",
  logRetentionDays: 90,
};

/** What the environment's transforms make of a resource. */
async function transformed(
  resource: { readonly type: string; readonly props?: Record<string, unknown>; readonly protect?: boolean },
  environment = config,
): Promise<{ readonly props: Record<string, unknown>; readonly protect: boolean | undefined }> {
  const { type, props = {}, protect } = resource;
  let now = { props, opts: { protect } as pulumi.ResourceOptions };
  for (const transform of enterEnvironment(environment).options.transforms ?? []) {
    const result = await transform({ type, name: "it", custom: true, ...now });
    now = result ?? now;
  }
  return { props: now.props, protect: now.opts.protect };
}

async function protectionOf(type: string, protect?: boolean): Promise<boolean | undefined> {
  return (await transformed({ type, protect })).protect;
}

describe("enterEnvironment", () => {
  it("refuses a stack that is not named like an environment, with the ones there are", () => {
    installMocks({ stack: "staging" });
    assert.throws(() => enterEnvironment(config), {
      message:
        'There is no environment "staging"; allowed: local, dev, test, prod (a stack is named like its environment).',
    });
  });

  it("says where the stack is", () => {
    installMocks({ stack: "dev" });
    assert.deepEqual(enterEnvironment(config).place, {
      environment: "dev",
      accountId: "111111111111",
      region: "eu-central-1",
    });
  });

  it("pins the account and tags everything through the stack's one provider", async () => {
    const mocks = installMocks({ stack: "dev", project: "lake" });
    const { providers } = enterEnvironment(config).options;
    assert.ok(providers !== undefined && "aws" in providers);
    await valueOf(providers.aws.urn);
    const { inputs } = mocks.one("pulumi:providers:aws");
    assert.equal(inputs.region, "eu-central-1");
    // Configuration of a provider travels as JSON.
    assert.deepEqual(JSON.parse(String(inputs.allowedAccountIds)), ["111111111111"]);
    assert.deepEqual(JSON.parse(String(inputs.defaultTags)), {
      tags: {
        Project: "event-platform",
        Environment: "dev",
        Owner: "data-platform",
        CostCenter: "1000",
        DataClass: "internal",
        Phase: "lake",
      },
    });
  });

  it("protects a stateful resource, whatever it asked for, and no other", async () => {
    installMocks({ stack: "prod" });
    assert.equal(await protectionOf("aws:s3/bucket:Bucket"), true);
    assert.equal(await protectionOf("aws:s3/bucket:Bucket", false), true);
    assert.equal(await protectionOf("aws:s3/bucket:Bucket", true), true);
    assert.equal(await protectionOf("aws:iam/role:Role"), undefined);
  });

  it("protects nothing where the environment says so", async () => {
    installMocks({ stack: "dev" });
    const { protect } = await transformed(
      { type: "aws:s3/bucket:Bucket" },
      { ...config, protectStatefulResources: false },
    );
    assert.equal(protect, undefined);
  });

  it("gives every role the boundary of the environment, unless it names another", async () => {
    installMocks({ stack: "dev" });
    const type = "aws:iam/role:Role";
    const boundary = "arn:aws:iam::111111111111:policy/dev-boundary";
    assert.deepEqual((await transformed({ type, props: { name: "x" } })).props, {
      name: "x",
      permissionsBoundary: boundary,
    });
    const other = { permissionsBoundary: "arn:aws:iam::111111111111:policy/dev-deployment-boundary" };
    assert.deepEqual((await transformed({ type, props: other })).props, other);
    assert.deepEqual((await transformed({ type: "aws:iam/user:User" })).props, {});
  });
});
