import { createHash, randomBytes } from "node:crypto";
import type { Account, Properties } from "../resource-type.ts";
import type { Invokes } from "./invoke.ts";
import { policyDocument } from "./policy-document.ts";

/** A repeatable hexadecimal text: the same question has the same answer in every run. */
function stableHex(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

function imageId(description: string, { region }: Account): string {
  return `ami-${stableHex(`${region} ${description}`, 17)}`;
}

function keyArn(id: string, { partition, region, accountId }: Account): string {
  return id.startsWith("arn:") ? id : `arn:${partition}:kms:${region}:${accountId}:key/${id}`;
}

/** A repeatable UUID. */
function stableUuid(text: string): string {
  return stableHex(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Another one at each call, as Secrets Manager draws them: a program that does not keep the first would show it here. */
function password(args: Properties): string {
  const length = typeof args.passwordLength === "number" ? args.passwordLength : 32;
  return randomBytes(length).toString("hex").slice(0, length);
}

/** Versions of EKS add-ons per Kubernetes version differ at AWS; these are plausible ones, the same for all. */
const addonVersions: Readonly<Record<string, string>> = {
  "vpc-cni": "v1.20.1-eksbuild.1",
  coredns: "v1.12.1-eksbuild.2",
  "kube-proxy": "v1.33.0-eksbuild.2",
  "eks-pod-identity-agent": "v1.3.8-eksbuild.2",
  "aws-ebs-csi-driver": "v1.47.0-eksbuild.1",
  "metrics-server": "v0.8.0-eksbuild.1",
  "amazon-cloudwatch-observability": "v4.3.1-eksbuild.1",
};

/** Questions about services: images, add-ons, keys, policy documents. */
export const invokes: Invokes = {
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const rendered = policyDocument(args);
    return { ...args, ...rendered, id: String(Number.parseInt(stableHex(rendered.json, 8), 16)) };
  },
  "aws:iam/getPolicy:getPolicy": (args, { account }) => {
    const name = typeof args.name === "string" ? args.name : String(args.arn).split("/").at(-1);
    const arn = typeof args.arn === "string" ? args.arn : `arn:${account.partition}:iam::aws:policy/${String(name)}`;
    return { id: arn, arn, name, path: "/", policy: "{}", policyId: "", description: "", attachmentCount: 0, tags: {} };
  },
  "aws:ec2/getAmi:getAmi": (args, { account }) => {
    const id = imageId(JSON.stringify([args.filters, args.owners, args.nameRegex]), account);
    return { ...args, id, imageId: id, architecture: "x86_64", state: "available", rootDeviceType: "ebs", tags: {} };
  },
  "aws:ssm/getParameter:getParameter": (args, { account }) => {
    const name = String(args.name);
    // Public parameters of EKS and EC2 images are the only ones that exist in every account.
    if (!name.startsWith("/aws/service/")) {
      throw new Error(
        `The parameter "${name}" is not one AWS publishes, and the one-machine cloud keeps no others. ` +
          `Pass the value as configuration, or answer it in local/provider/invokes/services.ts.`,
      );
    }
    const { partition, region } = account;
    const value = name.endsWith("release_version") ? "1.33.3-20250904" : imageId(name, account);
    return {
      id: name,
      name,
      arn: `arn:${partition}:ssm:${region}::parameter${name}`,
      type: "String",
      value,
      insecureValue: value,
      version: 1,
    };
  },
  "aws:eks/getAddonVersion:getAddonVersion": (args) => ({
    ...args,
    id: args.addonName,
    version: addonVersions[String(args.addonName)] ?? "v1.0.0-eksbuild.1",
  }),
  "aws:kms/getKey:getKey": (args, { account }) => {
    const given = String(args.keyId);
    const id = given.startsWith("alias/") ? stableUuid(given) : (given.split("/").at(-1) ?? given);
    return {
      ...args,
      id,
      arn: keyArn(id, account),
      awsAccountId: account.accountId,
      enabled: true,
      keyManager: given.startsWith("alias/aws/") ? "AWS" : "CUSTOMER",
      keySpec: "SYMMETRIC_DEFAULT",
      keyState: "Enabled",
      keyUsage: "ENCRYPT_DECRYPT",
      multiRegion: false,
    };
  },
  "aws:kms/getAlias:getAlias": (args, { account }) => {
    const name = String(args.name);
    const id = stableUuid(name);
    const { partition, region, accountId } = account;
    const arn = `arn:${partition}:kms:${region}:${accountId}:${name}`;
    return { id: arn, name, arn, targetKeyId: id, targetKeyArn: keyArn(id, account) };
  },
  "aws:secretsmanager/getRandomPassword:getRandomPassword": (args) => ({
    ...args,
    id: stableHex(JSON.stringify(args), 16),
    randomPassword: password(args),
  }),
  "aws:ec2/getVpc:getVpc": (args, { account }) => {
    const id = typeof args.id === "string" ? args.id : `vpc-${stableHex(JSON.stringify(args), 17)}`;
    const { partition, region, accountId } = account;
    return {
      id,
      arn: `arn:${partition}:ec2:${region}:${accountId}:vpc/${id}`,
      cidrBlock: "172.31.0.0/16",
      default: args.default === true,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      instanceTenancy: "default",
      ownerId: accountId,
      state: "available",
      tags: {},
    };
  },
  "aws:ec2/getPrefixList:getPrefixList": (args) => ({
    ...args,
    id: `pl-${stableHex(String(args.name), 8)}`,
    name: String(args.name),
    cidrBlocks: [],
  }),
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, { account }) => {
    const id = `pl-${stableHex(String(args.name), 8)}`;
    const { partition, region } = account;
    return {
      ...args,
      id,
      name: String(args.name),
      arn: `arn:${partition}:ec2:${region}:aws:prefix-list/${id}`,
      entries: [],
    };
  },
};
