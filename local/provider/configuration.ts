import type { Account, Properties } from "./resource-type.ts";
import { isObject } from "./values.ts";

/** What the engine's `aws` provider configuration says that the one-machine cloud needs. */
export interface ProviderConfiguration {
  readonly account: Account;
  /** Tags of every resource that has tags. */
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** The account where nothing says otherwise. */
export const localAccount: Account = { accountId: "000000000000", region: "us-east-1", partition: "aws" };

/**
 * Reads a provider's configuration. Nested values arrive as JSON texts. The account is the only allowed one
 * (`allowedAccountIds`) or that of the role to assume, else the fallback's.
 */
export function readConfiguration(args: Properties, fallback: Account): ProviderConfiguration {
  const region = typeof args.region === "string" ? args.region : fallback.region;
  const accountId = onlyAccount(args.allowedAccountIds) ?? roleAccount(args) ?? fallback.accountId;
  return {
    account: { accountId, region, partition: partitionOf(region) },
    defaultTags: tags(parsed(args.defaultTags)),
  };
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function onlyAccount(value: unknown): string | undefined {
  const allowed = parsed(value);
  if (!Array.isArray(allowed) || allowed.length !== 1) return undefined;
  const [account] = allowed as unknown[]; // an array's elements are unknown; the cast drops `any`
  return typeof account === "string" ? account : undefined;
}

function roleAccount(args: Properties): string | undefined {
  const roles = JSON.stringify([parsed(args.assumeRole), parsed(args.assumeRoles)]);
  return /arn:[\w-]+:iam::(\d{12}):role/.exec(roles)?.[1];
}

function tags(defaultTags: unknown): Record<string, string> {
  const given = isObject(defaultTags) ? defaultTags.tags : undefined;
  if (!isObject(given)) return {};
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown; // what JSON.parse returns is unknown; the cast drops `any`
  } catch {
    return value;
  }
}
