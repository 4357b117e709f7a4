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

/** How long brokers may take to hear of a change; a controller tells them within a second unless the machine is busy. */
const heardWithinMs = 15_000;

/**
 * Makes the brokers' ACLs the declared ones: adds what is missing, removes what nobody declared. Safe to run again.
 * Returns when every broker has heard of it, so that a client that connects next is judged by them.
 *
 * @throws {Error} naming the broker that has not heard of it in time.
 */
export async function applyAcls(
  connection: KafkaAdminConnection,
  declared: readonly AclBinding[],
): Promise<AclChanges> {
  const changes = await withAdmin(connection, connection.bootstrapServers, async (admin) => {
    const { missing, surplus } = aclDifference(await presentAcls(admin), declared);
    if (missing.length > 0) {
      await admin.createAcls({ creations: missing });
    }
    if (surplus.length > 0) {
      await admin.deleteAcls({ filters: surplus });
    }
    return { added: missing.length, removed: surplus.length };
  });
  for (const server of changes.added + changes.removed > 0 ? connection.bootstrapServers : []) {
    // A client that knows one broker asks that one.
    await withAdmin(connection, [server], (admin) => untilHeard(admin, server, declared));
  }
  return changes;
}

async function untilHeard(admin: Admin, server: string, declared: readonly AclBinding[]): Promise<void> {
  const deadline = Date.now() + heardWithinMs;
  for (;;) {
    const { missing, surplus } = aclDifference(await presentAcls(admin), declared);
    if (missing.length + surplus.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Broker ${server} has not heard of ${missing.length} new and ${surplus.length} removed ACLs after ${heardWithinMs / 1000} s. Run the same command again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function withAdmin<T>(
  { ca, cert, key }: KafkaAdminConnection,
  bootstrapServers: readonly string[],
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = new Admin({ clientId: "platform", bootstrapBrokers: [...bootstrapServers], tls: { ca, cert, key } });
  try {
    return await work(admin);
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
