/** Files of a table: a prefix of a bucket, and the key that encrypts them. */
export interface TableFiles {
  readonly bucketName: string;
  /** Without a slash at its end. */
  readonly prefix: string;
  /** Alias of the key, for example `alias/dev-lake`. */
  readonly keyAlias: string;
}

/** Where a table is. */
export interface TableLocation {
  readonly database: string;
  readonly table: string;
  /** S3 location, without a slash at its end. */
  readonly location: string;
}
