import assert from "node:assert/strict";
import { PermissionBoundaries } from "../../../components/foundation/permission-boundaries.ts";
import { deploymentBoundaryDocument, workloadBoundaryDocument } from "../../../components/iam/boundary-document.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const policy = "aws:iam/policy:Policy";

describe("PermissionBoundaries", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes one boundary for workloads and one for the pipeline, under names that every stack knows", async () => {
    const boundaries = new PermissionBoundaries("it", { place }, recorded.options);
    await mocks.settle();
    assert.equal(boundaries.workloadArn, "arn:aws:iam::111111111111:policy/test-boundary");
    assert.equal(boundaries.deploymentArn, "arn:aws:iam::111111111111:policy/test-deployment-boundary");
    const [workload, deployment] = [mocks.one(policy, "it-workload").inputs, mocks.one(policy, "it-deployment").inputs];
    assert.equal(workload.name, "test-boundary");
    assert.equal(workload.policy, workloadBoundaryDocument(place, ["eu-central-1"]));
    assert.equal(deployment.name, "test-deployment-boundary");
    assert.equal(
      deployment.policy,
      deploymentBoundaryDocument(
        place,
        ["eu-central-1"],
        ["arn:aws:iam::111111111111:role/test-preview", "arn:aws:iam::111111111111:role/test-deploy"],
      ),
    );
  });

  it("opens the Regions that are used beside the environment's own", async () => {
    new PermissionBoundaries("it", { place, additionalRegions: ["eu-west-1"] }, recorded.options);
    await mocks.settle();
    assert.match(String(mocks.one(policy, "it-workload").inputs.policy), /\["eu-central-1","eu-west-1"\]/);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new PermissionBoundaries("one", { place }, recorded.options);
    new PermissionBoundaries("two", { place: { ...place, environment: "dev" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
