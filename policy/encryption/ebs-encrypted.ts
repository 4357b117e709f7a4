import { oncePerPlace, oneOf } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import {
  isEmpty,
  property,
  type Properties,
  type Reading,
  read,
  readEachOrAbsent,
  readEachPresent,
} from "../property.ts";
import { advice, type Finding, resourceRule } from "../rule.ts";

/** The launch template API has booleans as text. */
const on = [true, "true"];

export const ebsEncrypted = resourceRule({
  id: "ebs-encrypted",
  types: [
    "aws:ebs/volume:Volume",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/instance:Instance",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  ],
  what: "Every volume is encrypted, and says so itself.",
  // The catalogue lets ebs.EncryptionByDefault in the same stack pass; but volumes are made in every stack of a Region.
  why: "Whether the account encrypts by default is a setting per Region that a stack cannot see.",
  remedy:
    "Set encrypted: true and kmsKeyId on the volume, on rootBlockDevice and ebsBlockDevices of an instance, on blockDeviceMappings[].ebs of a launch template (its root device included). A launch configuration cannot name a key: use a template.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.3", "EC2.7"],
    cis: ["6.1.1"],
    checkov: ["CKV_AWS_3", "CKV_AWS_106", "CKV_AWS_189"],
  },
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  evaluate: ({ type, props }) => {
    switch (type) {
      case "aws:ebs/volume:Volume":
        return [...oneOf(read(props, "encrypted"), on), ...volumeKey(read(props, "kmsKeyId"))];
      case "aws:ec2/launchTemplate:LaunchTemplate":
        return launchTemplate(props);
      case "aws:ec2/launchConfiguration:LaunchConfiguration":
        return devices(props).flatMap((device) => oneOf(property(device, "encrypted"), on));
      default:
        return devices(props).flatMap(encrypted);
    }
  },
});

/** A template without mappings takes the image's, and those are encrypted only if the image is. */
function launchTemplate(props: Properties): readonly Finding[] {
  return readEachOrAbsent(props, "blockDeviceMappings[]").flatMap((mapping) => {
    const ebs = property(mapping, "ebs");
    const isDevice = mapping.state === "known" && ebs.state === "absent";
    return isDevice ? [] : encrypted(ebs);
  });
}

/** Devices of an instance: the root, which is there even where nothing is said of it, and the others. */
function devices(props: Properties): readonly Reading[] {
  return [read(props, "rootBlockDevice"), ...readEachPresent(props, "ebsBlockDevices[]")];
}

function encrypted(device: Reading): readonly Finding[] {
  return oncePerPlace([...oneOf(property(device, "encrypted"), on), ...volumeKey(property(device, "kmsKeyId"))]);
}

/** Without a key a volume has the account's default one, which may be one of ours (ebs.DefaultKmsKey) and may not. */
function volumeKey(key: Reading): readonly Finding[] {
  return isEmpty(key) ? advice(ownKey(key)) : ownKey(key);
}
