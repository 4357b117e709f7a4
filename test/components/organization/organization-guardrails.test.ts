import assert from "node:assert/strict";
import { type TierTargets } from "../../../components/organization/guardrails.ts";
import { OrganizationGuardrails } from "../../../components/organization/organization-guardrails.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const organization = { id: "o-abcdefghij", regions: ["eu-central-1"], administrators: [] };
const policy = "aws:organizations/policy:Policy";
const attachment = "aws:organizations/policyAttachment:PolicyAttachment";

describe("OrganizationGuardrails", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(targets: TierTargets): Promise<void> {
    mocks = installMocks();
    recorded = recorder();
    new OrganizationGuardrails("it", { organization, targets }, recorded.options);
    await mocks.settle();
  }

  it("writes nothing where no target is ours", async () => {
    await build({});
    assert.deepEqual(mocks.ofType(policy), []);
  });

  it("attaches each policy of a tier to the tier's targets", async () => {
    await build({ baseline: ["r-abcd"], workloads: ["ou-abcd-12345678", "333333333333"] });
    assert.deepEqual(
      mocks.ofType(policy).map(({ inputs }) => [inputs.name, inputs.type]),
      [
        ["baseline-guardrails", "SERVICE_CONTROL_POLICY"],
        ["workloads-guardrails", "SERVICE_CONTROL_POLICY"],
        ["data-perimeter", "RESOURCE_CONTROL_POLICY"],
        ["ec2-settings", "DECLARATIVE_POLICY_EC2"],
      ],
    );
    assert.deepEqual(
      mocks.ofType(attachment).map(({ name, inputs }) => [name, inputs.targetId]),
      [
        ["it-baseline-guardrails-r-abcd", "r-abcd"],
        ["it-workloads-guardrails-ou-abcd-12345678", "ou-abcd-12345678"],
        ["it-workloads-guardrails-333333333333", "333333333333"],
        ["it-data-perimeter-ou-abcd-12345678", "ou-abcd-12345678"],
        ["it-data-perimeter-333333333333", "333333333333"],
        ["it-ec2-settings-ou-abcd-12345678", "ou-abcd-12345678"],
        ["it-ec2-settings-333333333333", "333333333333"],
      ],
    );
  });

  it("attaches a policy once to a target that is named twice", async () => {
    await build({ baseline: ["r-abcd", "r-abcd"] });
    assert.equal(mocks.ofType(attachment).length, 1);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    await build({ baseline: ["r-abcd"] });
    new OrganizationGuardrails("other", { organization, targets: { baseline: ["r-wxyz"] } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});
