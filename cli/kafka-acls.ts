import {
  Admin,
  type Acl,
  AclOperations,
  AclPermissionTypes,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { type AclBinding } from "../contracts/events/access.ts";
import { type KafkaAdminConnection } from "../local/client.ts";

/** What was changed so that the brokers' ACLs are the declared ones. */
export interface AclChanges {
  readonly added: number;
  readonly removed: number;
}

/** Makes the brokers' ACLs the declared ones: adds what is missing, removes what nobody declared. Safe to run again. */
export async function applyAcls(
  connection: KafkaAdminConnection,
  declared: readonly AclBinding[],
): Promise<AclChanges> {
  const admin = new Admin({
    clientId: "platform",
    bootstrapBrokers: [...connection.bootstrapServers],
    tls: { ca: connection.ca, cert: connection.cert, key: connection.key },
  });
  try {
    const { missing, surplus } = aclDifference(await presentAcls(admin), declared);
    if (missing.length > 0) {
      await admin.createAcls({ creations: missing });
    }
    if (surplus.length > 0) {
      await admin.deleteAcls({ filters: surplus });
    }
    return { added: missing.length, removed: surplus.length };
  } finally {
    await admin.close();
  }
}

/** What the brokers lack of the declared ACLs, and what they have that nobody declared; each once. */
export function aclDifference(
  present: readonly Acl[],
  declared: readonly AclBinding[],
): { readonly missing: Acl[]; readonly surplus: Acl[] } {
  const wanted = new Map(declared.map(toAcl).map((acl) => [keyOf(acl), acl]));
  const there = new Map(present.map((acl) => [keyOf(acl), acl]));
  return {
    missing: [...wanted].filter(([key]) => !there.has(key)).map(([, acl]) => acl),
    surplus: [...there].filter(([key]) => !wanted.has(key)).map(([, acl]) => acl),
  };
}

async function presentAcls(admin: Admin): Promise<readonly Acl[]> {
  const everything = {
    resourceType: ResourceTypes.ANY,
    resourceName: null,
    resourcePatternType: ResourcePatternTypes.ANY,
    principal: null,
    host: null,
    operation: AclOperations.ANY,
    permissionType: AclPermissionTypes.ANY,
  };
  const resources = await admin.describeAcls({ filter: everything });
  return resources.flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...resource, ...acl })));
}

const resourceTypes = { topic: ResourceTypes.TOPIC, group: ResourceTypes.GROUP, cluster: ResourceTypes.CLUSTER };
const patternTypes = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED };
const permissions = { allow: AclPermissionTypes.ALLOW, deny: AclPermissionTypes.DENY };
const operations = {
  read: AclOperations.READ,
  write: AclOperations.WRITE,
  describe: AclOperations.DESCRIBE,
  idempotent_write: AclOperations.IDEMPOTENT_WRITE,
};

function toAcl(binding: AclBinding): Acl {
  return {
    resourceType: resourceTypes[binding.resourceType],
    resourceName: binding.resourceName,
    resourcePatternType: patternTypes[binding.patternType],
    principal: binding.principal,
    host: binding.host,
    operation: operations[binding.operation],
    permissionType: permissions[binding.permission],
  };
}

function keyOf(acl: Acl): string {
  return [
    acl.resourceType,
    acl.resourceName,
    acl.resourcePatternType,
    acl.principal,
    acl.host,
    acl.operation,
    acl.permissionType,
  ].join(" ");
}
