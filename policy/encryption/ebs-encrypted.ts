import { mustBe, oneOf } from "../check.ts";
import { property, type Properties, read, readEach, readEachOrAbsent } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

/** The launch template API has booleans as text. */
const on = [true, "true"];

export const ebsEncrypted = resourceRule({
  id: "ebs-encrypted",
  types: ["aws:ebs/volume:Volume", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  what: "Every volume is encrypted, and says so itself.",
  why: "Whether the account encrypts by default is a setting per region that a stack cannot see.",
  remedy:
    "Set encrypted: true on the volume, on rootBlockDevice and ebsBlockDevices of an instance, on blockDeviceMappings[].ebs of a launch template (its root device included).",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.3", "EC2.7"],
    cis: ["6.1.1"],
    checkov: ["CKV_AWS_3", "CKV_AWS_106"],
  },
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  evaluate: ({ type, props }) => {
    switch (type) {
      case "aws:ec2/launchTemplate:LaunchTemplate":
        return launchTemplate(props);
      case "aws:ec2/instance:Instance":
        return [...mustBe(props, "rootBlockDevice.encrypted", on), ...blockDevices(props)];
      default:
        return mustBe(props, "encrypted", on);
    }
  },
});

/** A template without mappings takes the image's, and those are encrypted only if the image is. */
function launchTemplate(props: Properties): readonly Finding[] {
  return readEachOrAbsent(props, "blockDeviceMappings[]").flatMap((mapping) => {
    const ebs = property(mapping, "ebs");
    const isDevice = mapping.state === "known" && ebs.state === "absent";
    return isDevice ? [] : oneOf(property(ebs, "encrypted"), on);
  });
}

function blockDevices(props: Properties): readonly Finding[] {
  if (read(props, "ebsBlockDevices").state === "absent") return [];
  return readEach(props, "ebsBlockDevices[]").flatMap((device) => oneOf(property(device, "encrypted"), on));
}
