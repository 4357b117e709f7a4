import * as fs from "node:fs";
import {
  Admin,
  AclOperations,
  type AclOperationValue,
  AclPermissionTypes,
  Connection,
  Consumer,
  Producer,
  ResourcePatternTypes,
  ResourceTypes,
  stringDeserializers,
  stringSerializers,
} from "@platformatic/kafka";
import type { KafkaAccess } from "../../../../local/runtime/kafka/access.ts";
import { withAdmin } from "../../../../local/runtime/kafka/admin.ts";

/** A user and its password. */
export interface User {
  readonly username: string;
  readonly password: string;
}

function options(access: KafkaAccess, { username, password }: User) {
  return {
    clientId: username,
    bootstrapBrokers: [...access.bootstrapBrokersSaslScram],
    tls: { ca: fs.readFileSync(access.caFile) },
    sasl: { mechanism: "SCRAM-SHA-512" as const, username, password },
  };
}

/** One connection, not made yet: a client would go on trying. */
export function connectionOf(access: KafkaAccess, user: User): Connection {
  const { tls, sasl } = options(access, user);
  return new Connection(user.username, { tls, sasl });
}

/** An idempotent producer that connects as a client of the platform does: TLS and SCRAM. */
export function producerOf(access: KafkaAccess, user: User): Producer<string, string, string, string> {
  return new Producer({ ...options(access, user), serializers: stringSerializers, idempotent: true });
}

export function consumerOf(access: KafkaAccess, user: User, groupId: string): Consumer<string, string, string, string> {
  return new Consumer({ ...options(access, user), groupId, deserializers: stringDeserializers });
}

/** An administrator who is a client like any other, so that ACLs bind it. */
export function adminOf(access: KafkaAccess, user: User): Admin {
  return new Admin({ ...options(access, user), retries: 0 });
}

/** Allows a user these operations on a topic; returns when every broker has heard of it. */
export async function allow(
  access: KafkaAccess,
  username: string,
  topic: string,
  operations: readonly AclOperationValue[],
): Promise<void> {
  const resource = {
    resourceType: ResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  };
  const group = { ...resource, resourceType: ResourceTypes.GROUP, resourceName: "*" };
  const rule = { principal: `User:${username}`, host: "*", permissionType: AclPermissionTypes.ALLOW };
  await withAdmin(access, (admin) =>
    admin.createAcls({
      creations: [
        ...operations.map((operation) => ({ ...resource, ...rule, operation })),
        { ...group, ...rule, operation: AclOperations.READ },
      ],
    }),
  );
  for (const address of access.bootstrapBrokersAdmin) {
    await untilHeard({ ...access, bootstrapBrokersAdmin: [address] }, { ...resource, ...rule }, operations.length);
  }
}

/** A broker hears of an ACL a moment after the controller has it; a client that knows one broker asks that one. */
async function untilHeard(
  access: KafkaAccess,
  acl: {
    resourceType: 2;
    resourceName: string;
    resourcePatternType: 3;
    principal: string;
    host: string;
    permissionType: 3;
  },
  count: number,
): Promise<void> {
  await withAdmin(access, async (admin) => {
    for (;;) {
      const resources = await admin.describeAcls({ filter: { ...acl, operation: AclOperations.ANY } });
      if (resources.flatMap(({ acls }) => acls).length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}
