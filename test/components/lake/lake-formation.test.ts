import assert from "node:assert/strict";
import { LakeFormation, type LakeFormationArgs } from "../../../components/lake/lake-formation.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: LakeFormationArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  ownsCatalog: true,
  administratorRoles: ["test-deploy"],
  readers: [],
  locations: [{ bucketName: "test-dl-raw-111111111111-eu-central-1", keyAlias: "alias/test-lake" }],
};
const settingsType = "aws:lakeformation/dataLakeSettings:DataLakeSettings";
const permissionsType = "aws:lakeformation/permissions:Permissions";

describe("LakeFormation", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("gives nothing to everybody by default, and says so explicitly", async () => {
    new LakeFormation("lf", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(settingsType);
    assert.deepEqual(inputs.createDatabaseDefaultPermissions, []);
    assert.deepEqual(inputs.createTableDefaultPermissions, []);
    assert.deepEqual(inputs.admins, ["arn:aws:iam::111111111111:role/test-deploy"]);
  });

  it("makes settings that somebody loosened anew, because an update would leave them loose", () => {
    new LakeFormation("lf", args, recorded.options);
    const { replaceOnChanges, deleteBeforeReplace } = recorded.ofType(settingsType)[0]?.options ?? {};
    assert.deepEqual(replaceOnChanges, ["createDatabaseDefaultPermissions", "createTableDefaultPermissions"]);
    assert.equal(deleteBeforeReplace, true);
  });

  it("registers every location with a role of its own, open to no role it does not know", async () => {
    new LakeFormation("lf", args, recorded.options);
    await mocks.settle();
    const { arn, roleArn, hybridAccessEnabled } = mocks.one("aws:lakeformation/resource:Resource").inputs;
    assert.equal(arn, "arn:aws:s3:::test-dl-raw-111111111111-eu-central-1");
    assert.equal(roleArn, "arn:aws:iam::111111111111:role/test-lake-data-access");
    assert.equal(hybridAccessEnabled, false);
    const trust = String(mocks.one("aws:iam/role:Role").inputs.assumeRolePolicy);
    assert.match(trust, /"lakeformation.amazonaws.com","glue.amazonaws.com"/);
  });

  it("lets administrators make tables in registered locations, and nobody else", async () => {
    new LakeFormation("lf", args, recorded.options);
    await mocks.settle();
    const { principal, permissions } = mocks.one(permissionsType).inputs;
    assert.equal(principal, "arn:aws:iam::111111111111:role/test-deploy");
    assert.deepEqual(permissions, ["DATA_LOCATION_ACCESS"]);
  });

  it("lets readers in by the tags of tables, with the values they are given", async () => {
    const reader = { role: "test-analyst", domain: ["iot"], sensitivity: ["internal", "public"] } as const;
    new LakeFormation("lf", { ...args, readers: [reader] }, recorded.options);
    await mocks.settle();
    const { permissions, lfTagPolicy } = mocks.one(permissionsType, "lf-test-analyst-table").inputs;
    assert.deepEqual(permissions, ["DESCRIBE", "SELECT"]);
    assert.deepEqual(lfTagPolicy, {
      catalogId: "111111111111",
      resourceType: "TABLE",
      expressions: [
        { key: "domain", values: ["iot"] },
        { key: "sensitivity", values: ["internal", "public"] },
      ],
    });
  });

  it("leaves settings and tags to the one environment of the account that owns them", async () => {
    new LakeFormation("lf", { ...args, ownsCatalog: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.ofType(settingsType), []);
    assert.deepEqual(mocks.ofType("aws:lakeformation/lfTag:LfTag"), []);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new LakeFormation("one", args, recorded.options);
    new LakeFormation("two", { ...args, ownsCatalog: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
