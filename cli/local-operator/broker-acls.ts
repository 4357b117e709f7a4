import { type LocalCloud } from "../../local/client.ts";
import { applyAcls } from "../kafka-acls.ts";
import { readPublished } from "../engine/published.ts";
import { type Target } from "../engine/target.ts";
import { type Progress } from "../report/progress.ts";

/**
 * Applies the broker ACLs that the streaming phase declares. Where clients authenticate by IAM there are none: there the
 * roles' policies carry the same access.
 */
export async function applyDeclaredAcls(target: Target, cloud: LocalCloud, progress: Progress): Promise<void> {
  const streaming = await readPublished(target, "streaming");
  if (streaming === undefined || streaming.acls.length === 0) {
    return;
  }
  const { added, removed } = await applyAcls(await cloud.kafkaAdmin(streaming.clusterName), streaming.acls);
  if (added + removed > 0) {
    progress.say(`  streaming      broker ACLs: ${added} added, ${removed} removed`);
  }
}
