import type { Account, Properties } from "../resource-type.ts";
import type { Invokes } from "./invoke.ts";

const descriptions: Readonly<Record<string, string>> = {
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-2": "US West (Oregon)",
  "eu-west-1": "Europe (Ireland)",
  "eu-central-1": "Europe (Frankfurt)",
};

/** us-east-1 has six zones; most regions have three. */
function zonesOf(region: string): string[] {
  return ["a", "b", "c", "d", "e", "f"].slice(0, region === "us-east-1" ? 6 : 3).map((letter) => `${region}${letter}`);
}

/** Zone IDs are the region's short name and a number: use1-az1 for us-east-1. */
function zoneId(region: string, index: number): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const short = direction.replace(
    /^(north|south|east|west|central)(east|west)?$/,
    (_, first: string, second = "") => `${first.charAt(0)}${String(second).charAt(0)}`,
  );
  return `${area}${short}${number}-az${String(index + 1)}`;
}

function region(args: Properties, account: Account): string {
  for (const name of [args.region, args.name]) if (typeof name === "string" && name !== "") return name;
  return account.region;
}

function dnsSuffix({ partition }: Account): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** Who and where: identity, region, partition, zones. */
export const invokes: Invokes = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account }) => ({
    accountId: account.accountId,
    id: account.accountId,
    arn: `arn:${account.partition}:iam::${account.accountId}:root`,
    userId: account.accountId,
  }),
  "aws:index/getRegion:getRegion": (args, { account }) => {
    const name = region(args, account);
    return {
      id: name,
      name,
      region: name,
      description: descriptions[name] ?? name,
      endpoint: `ec2.${name}.${dnsSuffix(account)}`,
    };
  },
  "aws:index/getPartition:getPartition": (_, { account }) => ({
    id: account.partition,
    partition: account.partition,
    dnsSuffix: dnsSuffix(account),
    reverseDnsPrefix: dnsSuffix(account).split(".").reverse().join("."),
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, { account }) => {
    const name = region(args, account);
    const excluded = Array.isArray(args.excludeNames) ? args.excludeNames : [];
    const zones = zonesOf(name).map((zone, index) => ({ zone, id: zoneId(name, index) }));
    const used = zones.filter(({ zone }) => !excluded.includes(zone));
    return {
      id: name,
      region: name,
      names: used.map(({ zone }) => zone),
      zoneIds: used.map(({ id }) => id),
      groupNames: [name],
      ...(typeof args.state === "string" ? { state: args.state } : {}),
    };
  },
  "aws:index/getServicePrincipal:getServicePrincipal": (args, { account }) => {
    const service = String(args.serviceName);
    return {
      id: `${service}.${account.region}.${dnsSuffix(account)}`,
      name: `${service}.amazonaws.com`,
      region: region(args, account),
      serviceName: service,
      suffix: "amazonaws.com",
    };
  },
  "aws:index/getDefaultTags:getDefaultTags": (_, { account, defaultTags }) => ({
    id: account.partition,
    tags: { ...defaultTags },
  }),
};
