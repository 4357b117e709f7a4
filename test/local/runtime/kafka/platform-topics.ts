import { type AclOperationValue, AclOperations } from "@platformatic/kafka";
import { topics } from "../../../../contracts/events/topics.ts";
import { allow, type User } from "./clients.ts";
import { type SharedCluster, sharedCluster } from "./shared-cluster.ts";

let made: Promise<{ readonly cluster: SharedCluster; readonly writer: User; readonly reader: User }> | undefined;

/** The shared cluster with the platform's topics, a user who may write to them and one who may read them. */
export function platformTopics(): NonNullable<typeof made> {
  made ??= make();
  return made;
}

async function make(): NonNullable<typeof made> {
  const cluster = await sharedCluster();
  const user = async (username: string): Promise<User> => ({ username, password: await cluster.user(username) });
  const writer = await user("topics-writer");
  const reader = await user("topics-reader");
  const grants: readonly [User, AclOperationValue][] = [
    [writer, AclOperations.WRITE],
    [reader, AclOperations.READ],
  ];
  for (const { name } of Object.values(topics)) {
    await cluster.topic(name);
    for (const [{ username }, operation] of grants) {
      await allow(cluster.access, username, name, [operation, AclOperations.DESCRIBE]);
    }
  }
  return { cluster, writer, reader };
}
