import { ebsEncrypted } from "../../../policy/encryption/ebs-encrypted.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const instance = "aws:ec2/instance:Instance";
const ebs = "blockDeviceMappings.0.ebs.encrypted";
const ebsPath = "blockDeviceMappings[0].ebs.encrypted";

export const table: RuleTable = {
  rule: ebsEncrypted,
  compliant: {
    "aws:ebs/volume:Volume": { encrypted: true },
    [template]: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] },
    [instance]: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
  },
  rows: [
    { kind: "compliant", title: "a volume", findings: [] },
    { kind: "compliant", title: "a template, whose API has booleans as text", type: template, findings: [] },
    {
      kind: "compliant",
      title: "a template with an instance store",
      type: template,
      change: { "blockDeviceMappings.1": { deviceName: "/dev/sdb", virtualName: "ephemeral0" } },
      findings: [],
    },
    { kind: "compliant", title: "an instance", type: instance, findings: [] },
    {
      kind: "absent",
      title: "an instance without more",
      type: instance,
      change: { ebsBlockDevices: removed },
      findings: [],
    },
    { kind: "absent", title: "a volume says nothing", change: { encrypted: removed }, findings: ["fail encrypted"] },
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
      title: "a template's device says nothing",
      type: template,
      change: { [ebs]: removed },
      findings: [`fail ${ebsPath}`],
    },
    {
      kind: "absent",
      title: "an instance's root device says nothing",
      type: instance,
      change: { rootBlockDevice: removed },
      findings: ["fail rootBlockDevice"],
    },
    { kind: "violation", title: "a plain volume", change: { encrypted: false }, findings: ["fail encrypted"] },
    {
      kind: "violation",
      title: "a template's device",
      type: template,
      change: { [ebs]: "false" },
      findings: [`fail ${ebsPath}`],
    },
    {
      kind: "violation",
      title: "an instance's second device",
      type: instance,
      change: { "ebsBlockDevices.0.encrypted": false },
      findings: ["fail ebsBlockDevices[0].encrypted"],
    },
    { kind: "unknown", title: "a volume", change: { encrypted: notKnownYet }, findings: ["undecided encrypted"] },
    {
      kind: "unknown",
      title: "a template's devices",
      type: template,
      change: { blockDeviceMappings: notKnownYet },
      findings: ["undecided blockDeviceMappings"],
    },
    { kind: "wrong type", title: "a volume with a number", change: { encrypted: 1 }, findings: ["fail encrypted"] },
  ],
};
