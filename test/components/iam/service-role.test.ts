import assert from "node:assert/strict";
import { ServiceRole } from "../../../components/iam/service-role.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  purpose: "raw-landing",
  service: "glue.amazonaws.com",
  statements: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
} as const;

describe("ServiceRole", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is assumed by its service on behalf of this account only", async () => {
    new ServiceRole("landing", args, recorded.options);
    await mocks.settle();
    const trust = String(mocks.one("aws:iam/role:Role").inputs.assumeRolePolicy);
    assert.match(trust, /"Service":"glue\.amazonaws\.com"/);
    assert.match(trust, /"aws:SourceAccount":"111111111111"/);
  });

  it("knows its ARN before it exists", () => {
    assert.equal(
      new ServiceRole("landing", args, recorded.options).arn,
      "arn:aws:iam::111111111111:role/test-raw-landing",
    );
  });

  it("may do exactly what it is given", async () => {
    new ServiceRole("landing", args, recorded.options);
    await mocks.settle();
    const { Statement } = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: unknown;
    }; // written by the component
    assert.deepEqual(Statement, args.statements);
  });

  it("uses keys by alias, so that the whole document is known at preview", async () => {
    new ServiceRole("landing", { ...args, keyAliases: ["alias/test-lake"] }, recorded.options);
    await mocks.settle();
    assert.match(
      String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy),
      /"kms:ResourceAliases":\["alias\/test-lake"\]/,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ServiceRole("one", args, recorded.options);
    new ServiceRole("two", { ...args, purpose: "other" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
