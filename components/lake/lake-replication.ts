import { physicalName, type Place, roleArn } from "../naming.ts";
import { type ReplicaDestination, replicaKeyProblems } from "../storage/replica-destination.ts";
import { bucketPlans } from "./bucket-plan.ts";

/** Buckets of the lake that can be copied: what is in the others can be made again. */
export const replicablePurposes = ["raw", "analytics", "pii"] as const;

export type ReplicablePurpose = (typeof replicablePurposes)[number];

/** Copies of the lake in another Region. */
export interface LakeReplication extends ReplicaDestination {
  /** ARNs of the keys of the copies, which are in their Region and account: personal data has one of its own. */
  readonly kmsKeyArns: Readonly<Partial<Record<"lake" | "pii", string>>>;
  /** Buckets that are copied. */
  readonly buckets: readonly ReplicablePurpose[];
}

export const replicationPurpose = "lake-replication";

/** The role that copies, which a bucket with listed roles must list. */
export function replicationRoleArn(place: Place): string {
  return roleArn(place, physicalName("iam-role", place, replicationPurpose));
}

/** What keeps the keys from encrypting the copies, one line each. */
export function replicationKeyProblems(replication: LakeReplication): readonly string[] {
  const { kmsKeyArns } = replication;
  const needed = [...new Set(replication.buckets.map((purpose) => bucketPlans[purpose].key))];
  return needed.flatMap((key) => {
    const keyArn = kmsKeyArns[key];
    if (keyArn !== undefined) return replicaKeyProblems(`kmsKeyArns.${key}`, keyArn, replication);
    const purposes = replication.buckets.filter((purpose) => bucketPlans[purpose].key === key);
    return [`kmsKeyArns.${key} is missing, which encrypts the copies of ${purposes.join(", ")}.`];
  });
}
