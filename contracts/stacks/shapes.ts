import { z } from "zod";
import { known } from "./contract.ts";

/** An ARN of one AWS service, in any partition. */
export function arn(service: string) {
  return z.string().regex(new RegExp(`^arn:aws[a-z-]*:${service}:`), `not an ARN of ${service}`);
}

/** An S3 bucket. Its name, and with it its ARN, is built from configuration and so known before it exists. */
export const bucket = z.object({ name: known(z.string().min(3).max(63)), arn: known(arn("s3")) });

export const cidrBlock = known(z.cidrv4());

/** Availability Zone name, for example `eu-central-1a`. */
export const zoneName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "not an Availability Zone name");
