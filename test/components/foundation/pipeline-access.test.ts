import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readEnvironmentFile } from "../../../cli/environment-file.ts";
import { PipelineAccess, type PipelineAccessArgs } from "../../../components/foundation/pipeline-access.ts";
import { deployDocument, previewDocument } from "../../../components/foundation/pipeline-policies.ts";
import { type GuardStatement } from "../../../components/iam/policy-document.ts";
import { maxInlinePolicyCharacters } from "../../../components/iam/grant.ts";
import { iamNoBroadManaged } from "../../../policy/least-privilege/iam-no-broad-managed.ts";
import { settingsOf } from "../../../policy/rule.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "dev", accountId: "111111111111", region: "eu-central-1" };
const args: PipelineAccessArgs = {
  place,
  github: { organization: "acme", repository: "event-platform" },
  makeProvider: true,
};
const role = "aws:iam/role:Role";

function statement(document: string, sid: string): GuardStatement | undefined {
  const { Statement } = JSON.parse(document) as { Statement: readonly GuardStatement[] }; // written by the function under test
  return Statement.find(({ Sid }) => Sid === sid);
}

describe("PipelineAccess", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(more: Partial<PipelineAccessArgs> = {}): Promise<PipelineAccess> {
    mocks = installMocks();
    recorded = recorder();
    const access = new PipelineAccess("it", { ...args, ...more }, recorded.options);
    await mocks.settle();
    return access;
  }

  const conditionOf = (name: string): unknown => {
    const { Statement } = JSON.parse(String(mocks.one(role, name).inputs.assumeRolePolicy)) as {
      Statement: readonly GuardStatement[];
    }; // written by the component
    return Statement[0]?.Condition?.StringEquals;
  };

  it("lets pull requests of the repository look, and jobs of the environment deploy", async () => {
    await build();
    const issuer = "token.actions.githubusercontent.com";
    assert.deepEqual(conditionOf("it-preview"), {
      [`${issuer}:aud`]: "sts.amazonaws.com",
      [`${issuer}:sub`]: "repo:acme/event-platform:pull_request",
    });
    assert.deepEqual(conditionOf("it-deploy"), {
      [`${issuer}:aud`]: "sts.amazonaws.com",
      [`${issuer}:sub`]: "repo:acme/event-platform:environment:dev",
    });
  });

  it("bounds its roles by the boundary of the pipeline, and knows their ARNs", async () => {
    const { roleArns } = await build();
    assert.deepEqual(roleArns, {
      preview: "arn:aws:iam::111111111111:role/dev-preview",
      deploy: "arn:aws:iam::111111111111:role/dev-deploy",
    });
    assert.deepEqual(
      mocks.ofType(role).map(({ inputs }) => inputs.permissionsBoundary),
      Array(2).fill("arn:aws:iam::111111111111:policy/dev-deployment-boundary"),
    );
    assert.deepEqual(
      mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn),
      ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
    );
  });

  it("has one broad policy, which the configuration of every environment allows to the deploying role alone", async () => {
    await build();
    const attachments = mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    for (const environment of ["local", "dev", "test", "prod"]) {
      const file = path.resolve(import.meta.dirname, `../../../policy/config/${environment}.json`);
      const config = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Record<string, unknown>>; // our own file
      const found = (settings: Readonly<Record<string, unknown>>): number =>
        attachments.filter(({ type, name, inputs }) => {
          const resource = { type, name, urn: name, props: inputs, protect: false };
          return iamNoBroadManaged.evaluate(resource, settingsOf(iamNoBroadManaged, settings)).length > 0;
        }).length;
      assert.deepEqual([found({}), found(config["iam-no-broad-managed"] ?? {})], [1, 0], environment);
    }
  });

  it("makes the account's provider for GitHub only where it is told to", async () => {
    const provider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    await build();
    assert.deepEqual(mocks.one(provider).inputs, {
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
    });
    await build({ makeProvider: false });
    assert.deepEqual(mocks.ofType(provider), []);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    await build();
    new PipelineAccess("other", { ...args, makeProvider: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});

describe("previewDocument", () => {
  const document = previewDocument(place);

  it("opens the state that bootstrap makes, with the key of its secrets", () => {
    const { stateBucket } = readEnvironmentFile("dev");
    assert.deepEqual(statement(document, "ReadState")?.Resource, [
      `arn:aws:s3:::${stateBucket}`,
      `arn:aws:s3:::${stateBucket}/*`,
    ]);
    assert.deepEqual(statement(document, "DecryptSecretsOfState")?.Condition, {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/dev-pulumi" },
    });
  });

  it("lets code of a pull request see no data", () => {
    assert.deepEqual(statement(document, "NoObjectsButState")?.Effect, "Deny");
    const denied = statement(document, "NoRecords")?.Action;
    for (const action of ["secretsmanager:GetSecretValue", "sqs:ReceiveMessage", "dynamodb:Scan"]) {
      assert.ok(denied?.includes(action), action);
    }
  });
});

describe("deployDocument", () => {
  const document = deployDocument(place);

  it("makes and changes roles only with the boundary of workloads", () => {
    const make = statement(document, "MakeBoundedRoles");
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]) {
      assert.ok(make?.Action?.includes(action), action);
    }
    assert.deepEqual(make?.Condition, {
      StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111111111111:policy/dev-boundary" },
    });
  });

  it("hands roles of the environment to listed services", () => {
    const pass = statement(document, "HandOutRoles");
    assert.equal(pass?.Resource, "arn:aws:iam::111111111111:role/dev-*");
    assert.match(JSON.stringify(pass.Condition), /"iam:PassedToService":\[.*"glue\.amazonaws\.com"/);
    assert.doesNotMatch(JSON.stringify(pass.Condition), /\*/);
  });

  it("hands roles to every service that a role of the components trusts", () => {
    const components = path.resolve(import.meta.dirname, "../../../components");
    const trust =
      /(?:\bservice: |serviceTrust\(|Sid: "AssumedBy\w+",\s+Effect: "Allow",\s+Principal: { Service: )\[?("[^\]\n]*\.amazonaws\.com")/g;
    const trusted = fs
      .readdirSync(components, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => fs.readFileSync(path.join(components, file), "utf8"))
      .filter((source) => /assumeRolePolicy|new ServiceRole/.test(source))
      .flatMap((source) => [...source.matchAll(trust)])
      .flatMap(([, list = ""]) => [...list.matchAll(/"([^"]+)"/g)].map(([, service]) => service ?? ""));
    const condition = statement(document, "HandOutRoles")?.Condition?.StringEquals?.["iam:PassedToService"] ?? [];
    assert.ok(trusted.length > 8, trusted.join(", "));
    assert.deepEqual(
      [...new Set(trusted)].filter((service) => !condition.includes(service)),
      [],
    );
  });

  it("fits into the inline policies of a role", () => {
    assert.ok(document.length <= maxInlinePolicyCharacters, `${document.length} characters`);
  });
});
