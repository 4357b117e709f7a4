import type { ResourceType, ResourceTypes } from "../resource-type.ts";
import { replacementRule } from "../replacement/index.ts";
import { parseToken } from "../urn.ts";
import { types as data } from "./data.ts";
import { types as ec2 } from "./ec2.ts";
import { types as edge } from "./edge.ts";
import { types as eks } from "./eks.ts";
import { kubernetesObject } from "./kubernetes.ts";
import { types as operations } from "./operations.ts";
import { types as security } from "./security.ts";
import { types as storage } from "./storage.ts";
import { types as streaming } from "./streaming.ts";

const tables: readonly ResourceTypes[] = [data, ec2, edge, eks, operations, security, storage, streaming];

const rows = new Map(tables.flatMap((table) => Object.entries(table)));

/** The row of a type token, with its replacement rule; `undefined` for a type that is recorded with defaults. */
export function rowOf(type: string): ResourceType | undefined {
  const row = rows.get(type) ?? (parseToken(type).pkg === "kubernetes" ? kubernetesObject : undefined);
  const replacement = row?.replacement ?? replacementRule(type);
  return replacement === undefined ? row : { ...row, replacement };
}
