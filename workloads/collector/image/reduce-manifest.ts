// Run in the image's build, in its folder: leaves in package.json what the collector loads, so that npm installs no more.
import { readFileSync, writeFileSync } from "node:fs";

/** Packages that the collector's files import. */
const loaded = [
  "@aws-sdk/client-kms",
  "@aws-sdk/client-s3",
  "@aws-sdk/client-secrets-manager",
  "@peculiar/x509",
  "@platformatic/kafka",
  "aws-msk-iam-sasl-signer-js",
  "jose",
  "lru-cache",
  "p-limit",
  "pino",
  "prom-client",
  "reflect-metadata",
  "swagger-ui-dist",
  "zod",
];

const file = "package.json";
const { name, version, type, license, dependencies } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}; // npm's own format
const missing = loaded.filter((one) => dependencies[one] === undefined);
if (missing.length > 0) throw new Error(`package.json does not have ${missing.join(", ")}, which the collector loads.`);
const kept = Object.fromEntries(loaded.map((one) => [one, dependencies[one]]));
writeFileSync(
  file,
  `${JSON.stringify({ name, version, private: true, type, license, dependencies: kept }, undefined, 2)}\n`,
);
