import assert from "node:assert/strict";
import { ThreatDetection, type ThreatDetectionArgs } from "../../../components/foundation/threat-detection.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ThreatDetectionArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
};
const subscription = "aws:securityhub/standardsSubscription:StandardsSubscription";

describe("ThreatDetection", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(more: Partial<ThreatDetectionArgs> = {}): Promise<void> {
    mocks = installMocks();
    recorded = recorder();
    new ThreatDetection("it", { ...args, ...more }, recorded.options);
    await mocks.settle();
  }

  it("has GuardDuty watch S3, EKS, volumes and functions", async () => {
    await build();
    assert.equal(mocks.one("aws:guardduty/detector:Detector").inputs.enable, true);
    assert.deepEqual(
      mocks.ofType("aws:guardduty/detectorFeature:DetectorFeature").map(({ inputs }) => [inputs.name, inputs.status]),
      [
        ["S3_DATA_EVENTS", "ENABLED"],
        ["EKS_AUDIT_LOGS", "ENABLED"],
        ["EBS_MALWARE_PROTECTION", "ENABLED"],
        ["LAMBDA_NETWORK_LOGS", "ENABLED"],
      ],
    );
  });

  it("has Security Hub hold the account against FSBP and CIS, once it is there", async () => {
    await build();
    assert.deepEqual(
      mocks.ofType(subscription).map(({ inputs }) => inputs.standardsArn),
      [
        "arn:aws:securityhub:eu-central-1::standards/aws-foundational-security-best-practices/v/1.0.0",
        "arn:aws:securityhub:eu-central-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
      ],
    );
    assert.deepEqual(recorded.dependenciesOf(subscription, "it-cis"), [
      "aws:securityhub/account:Account it-security-hub",
    ]);
  });

  it("has no Macie unless it is told to", async () => {
    await build();
    assert.deepEqual(mocks.ofType("aws:macie2/account:Account"), []);
    await build({ macie: true });
    assert.equal(mocks.one("aws:macie2/account:Account").inputs.status, "ENABLED");
  });

  it("is nothing where everything is off", async () => {
    await build({ guardDuty: false, securityStandards: [] });
    assert.deepEqual(
      mocks.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    await build({ macie: true });
    new ThreatDetection("other", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});
