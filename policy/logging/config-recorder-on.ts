import { mustBe, oneOf } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { type Finding, stackRule, type StackResource } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const status = "aws:cfg/recorderStatus:RecorderStatus";
const channel = "aws:cfg/deliveryChannel:DeliveryChannel";

export const configRecorderOn = stackRule({
  id: "config-recorder-on",
  types: ["aws:cfg/recorder:Recorder", status, channel],
  what: "AWS Config records every kind of resource, is switched on, and delivers with a key of ours.",
  why: "What a resource was like before somebody changed it can be had from nowhere else.",
  remedy:
    "Set recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }, add an aws.cfg.RecorderStatus with isEnabled: true, and s3KmsKeyArn to the delivery channel. The ConfigurationRecorder component does.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Config.1"], cis: ["4.3"], checkov: ["CKV2_AWS_45", "CKV2_AWS_48"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
  evaluate: (resource, stack) => {
    switch (resource.type) {
      case status:
        return mustBe(resource.props, "isEnabled", [true]);
      case channel:
        return mustBeOwnKey(resource.props, "s3KmsKeyArn");
      default:
        return recorder(resource, stack);
    }
  },
});

/** That it has a channel need not be asked: without one AWS does not switch it on. */
function recorder(resource: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const switches = linkedTo(resource, stack, { types: [status], property: "name", names: ["name", "id"] });
  return [
    ...oneOf(given(resource, "recordingGroup.allSupported"), [true], "passes"),
    ...oneOf(given(resource, "recordingGroup.includeGlobalResourceTypes"), [true]),
    ...(switches.length > 0 ? [] : [notLinked(status, "there for every recorder")]),
  ];
}
