import assert from "node:assert/strict";
import { ServiceRole } from "../../../components/iam/service-role.ts";
import { readObjects } from "../../../components/iam/grants/index.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args = {
  place,
  purpose: "raw-landing",
  service: "glue.amazonaws.com",
  grants: [readObjects({ place, bucketName: "b", prefix: "in/", keyAlias: "alias/test-lake" })],
};

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

  it("may do exactly what it is granted, with the keys by alias, so that the whole document is known at preview", async () => {
    new ServiceRole("landing", args, recorded.options);
    await mocks.settle();
    const { Statement } = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: unknown;
    }; // written by the component
    assert.deepEqual(Statement, [
      { Sid: "ReadObjects", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/in/*" },
      {
        Sid: "UseKeys",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "arn:aws:kms:eu-central-1:111111111111:key/*",
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/test-lake"] } },
      },
    ]);
  });

  it("fails when it is granted nothing", () => {
    assert.throws(() => new ServiceRole("landing", { ...args, grants: [] }, recorded.options), {
      message: 'The role "test-raw-landing" is granted nothing. Give it a grant, or leave the role out.',
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ServiceRole("one", args, recorded.options);
    new ServiceRole("two", { ...args, purpose: "other" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
