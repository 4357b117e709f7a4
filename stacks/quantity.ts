import { z } from "zod";

/** CPU or memory as Kubernetes writes it. */
export const quantity = z
  .string('must be a Kubernetes quantity in quotes, for example "4" or 8Gi')
  .regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$/, "must be a Kubernetes quantity like 500m, 4 or 8Gi");
