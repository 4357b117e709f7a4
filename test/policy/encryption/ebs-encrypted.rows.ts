import { ebsEncrypted } from "../../../policy/encryption/ebs-encrypted.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const volume = "aws:ebs/volume:Volume";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const launchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";
const instance = "aws:ec2/instance:Instance";
const spot = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const kmsKeyId = "arn:aws:kms:eu-central-1:111122223333:key/cluster";
const device = { encrypted: true, kmsKeyId };
const devices = { rootBlockDevice: device, ebsBlockDevices: [{ deviceName: "/dev/sdb", ...device }] };
const plain = { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true }] };

/** Places of a device, by type. */
const places = [
  [volume, ""],
  [template, "blockDeviceMappings.0.ebs."],
  [instance, "rootBlockDevice."],
  [instance, "ebsBlockDevices.0."],
  [spot, "rootBlockDevice."],
  [spot, "ebsBlockDevices.0."],
] as const;

/** Of a volume's key, which may be left to the account's default. */
function keyRows(type: string, path: string): readonly Row[] {
  const at = path.replaceAll(/\.(\d+)/g, "[$1]");
  return [
    {
      kind: "absent",
      title: `the default key at ${path}, ${type}`,
      type,
      change: { [path]: removed },
      findings: [`advice ${at}`],
    },
    {
      kind: "violation",
      title: `an empty key at ${path}, ${type}`,
      type,
      change: { [path]: "" },
      findings: [`advice ${at}`],
    },
    {
      kind: "violation",
      title: `the AWS managed key at ${path}, ${type}`,
      type,
      change: { [path]: "alias/aws/ebs" },
      findings: [`fail ${at}`],
    },
    {
      kind: "unknown",
      title: `a key not known yet at ${path}, ${type}`,
      type,
      change: { [path]: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: `a key that is a number at ${path}, ${type}`,
      type,
      change: { [path]: 7 },
      findings: [`fail ${at}`],
    },
  ];
}

export const table: RuleTable = {
  rule: ebsEncrypted,
  compliant: {
    [volume]: device,
    [template]: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId } }] },
    [launchConfiguration]: plain,
    [instance]: devices,
    [spot]: devices,
  },
  rows: [
    { kind: "compliant", title: "a volume", findings: [] },
    { kind: "compliant", title: "a template, whose API has booleans as text", type: template, findings: [] },
    { kind: "compliant", title: "an instance", type: instance, findings: [] },
    { kind: "compliant", title: "a launch configuration", type: launchConfiguration, findings: [] },
    ...places.flatMap(([type, path]) => [
      ...valueRows(`${path}encrypted`, { bad: [false, "false"], type }),
      ...keyRows(type, `${path}kmsKeyId`),
    ]),
    ...["rootBlockDevice", "ebsBlockDevices.0"].flatMap((path) =>
      valueRows(`${path}.encrypted`, { bad: [false], type: launchConfiguration }),
    ),
    {
      kind: "compliant",
      title: "a template with an instance store",
      type: template,
      change: { "blockDeviceMappings.1": { deviceName: "/dev/sdb", virtualName: "ephemeral0" } },
      findings: [],
    },
    {
      kind: "absent",
      title: "an instance without more",
      type: instance,
      change: { ebsBlockDevices: removed },
      findings: [],
    },
    {
      kind: "absent",
      title: "a template takes the image's devices",
      type: template,
      change: { blockDeviceMappings: removed },
      findings: ["fail blockDeviceMappings"],
    },
    {
      kind: "violation",
      title: "a template with an empty list of devices",
      type: template,
      change: { blockDeviceMappings: [] },
      findings: ["fail blockDeviceMappings"],
    },
    {
      kind: "absent",
      title: "an instance's root device says nothing",
      type: instance,
      change: { rootBlockDevice: removed },
      findings: ["fail rootBlockDevice"],
    },
    {
      kind: "unknown",
      title: "a template's devices",
      type: template,
      change: { blockDeviceMappings: notKnownYet },
      findings: ["undecided blockDeviceMappings"],
    },
    {
      kind: "wrong type",
      title: "devices that are text",
      type: instance,
      change: { ebsBlockDevices: "/dev/sdb" },
      findings: ["fail ebsBlockDevices"],
    },
  ],
};
