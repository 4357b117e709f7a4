import type { S3Client } from "@aws-sdk/client-s3";
import type { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { present, regionOf } from "./properties.ts";
import { noBucket } from "./s3-bucket.ts";

/** One setting of a bucket: it is put, never created, and its ID is the bucket's name. */
export interface BucketSetting<Inputs> {
  readonly inputs: z.ZodType<Inputs>;
  /** Error name by which S3 says that the bucket has no such setting. */
  readonly gone?: string;
  put(s3: S3Client, inputs: Inputs): Promise<unknown>;
  /** The setting now; `undefined`: the bucket has none. */
  get(s3: S3Client, name: string, state: Properties): Promise<Properties | undefined>;
  remove(s3: S3Client, name: string, state: Properties): Promise<unknown>;
}

/** A handler for a bucket's setting. */
export function bucketSetting<Inputs extends { bucket: string; expectedBucketOwner?: string }>(
  clients: EmulatorClients,
  setting: BucketSetting<Inputs>,
): ResourceHandler {
  return handler<Inputs>({
    inputs: setting.inputs,
    gone: setting.gone === undefined ? noBucket : [...noBucket, setting.gone],
    async create(inputs, context) {
      await setting.put(clients.s3(regionOf({ ...inputs }, context)), inputs);
      return inputs.expectedBucketOwner === undefined
        ? inputs.bucket
        : `${inputs.bucket},${inputs.expectedBucketOwner}`;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const name = bucketOf(id);
      const found = await setting.get(clients.s3(region), name, state);
      return found === undefined ? undefined : { id, bucket: name, region, ...present(found) };
    },
    async update(_id, inputs, { context }) {
      await setting.put(clients.s3(regionOf({ ...inputs }, context)), inputs);
    },
    async delete(id, state, context) {
      await setting.remove(clients.s3(regionOf(state, context)), bucketOf(id), state);
    },
  });
}

function bucketOf(id: string): string {
  return id.split(",")[0] ?? id;
}
