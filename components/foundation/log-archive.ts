import * as pulumi from "@pulumi/pulumi";
import { bucketName, type Place } from "../naming.ts";
import { type ObjectLock, SecureBucket } from "../storage/secure-bucket.ts";
import { deliveryStatements, type LogWriter } from "./log-writers.ts";

export interface LogArchiveArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * What is kept: operational logs, or evidence. Evidence has a bucket of its own, since neither AWS Config nor S3's access
   * logs can be delivered to one that locks its objects.
   */
  readonly what: "logs" | "audit";
  /** AWS services that deliver to it; nobody else writes. */
  readonly writers: readonly LogWriter[];
  /** Key that encrypts the logs; its policy must let the writers use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days a log object is kept. */
  readonly keepDays: number;
  /** Whether a destroy may delete the logs. */
  readonly deleteDataOnDestroy: boolean;
  /**
   * Bucket that takes the access logs of this one; an archive of access logs has none, or it would log its own logging.
   * @default - no access logs
   */
  readonly accessLogBucket?: string;
  /**
   * Keeps every object for a time, whatever rights somebody has; without effect where `deleteDataOnDestroy` is true.
   * @default - objects can be deleted
   */
  readonly objectLock?: ObjectLock;
}

/** Central bucket for what AWS services log: theirs to write, by name and on behalf of this account only. @stateful */
export class LogArchive extends pulumi.ComponentResource {
  readonly bucketName: string;
  readonly arn: string;

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:LogArchive", name, {}, opts);
    const { place, what, writers, objectLock, keepDays, deleteDataOnDestroy } = args;
    if (objectLock !== undefined && objectLock.days > keepDays) {
      throw new Error(
        `The archive ${name} locks objects for ${objectLock.days} days and deletes them after ${keepDays}; allowed: a lock of at most as many days. Change keepDays or objectLock.days in foundation:audit.`,
      );
    }
    const destination = { place, bucketName: bucketName(place, what) };
    const bucket = new SecureBucket(
      `${name}-${what}`,
      {
        place,
        what,
        kmsKeyArn: args.kmsKeyArn,
        dataClass: "confidential",
        deleteDataOnDestroy,
        lifecycle: [{ holds: "logs", prefix: "", expireAfterDays: keepDays }],
        accessLogBucket: args.accessLogBucket,
        objectLock: deleteDataOnDestroy ? undefined : objectLock,
        policyStatements: writers.flatMap((writer) => deliveryStatements(destination, writer)),
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
