import { z } from "zod";
import { defineContract, internal, known, stable } from "./contract.ts";

export const clusterServicesContract = defineContract("cluster-services", {
  namespaces: stable(
    "Namespaces of the workloads: restricted Pod Security Standard, nothing may connect until a policy allows it",
    known(z.array(z.string().min(1).max(63))),
  ),
  storageClass: stable("Storage class of a volume that names none: encrypted gp3", known(z.string().min(1))),
  podLogGroups: stable(
    "CloudWatch log groups with the pods' logs; none where they are not shipped",
    known(z.array(z.string().min(1))),
  ),
  drainTimeoutMinutes: internal(
    "Minutes that `platform destroy` waits for what the controllers made in AWS to go",
    known(z.int().positive()),
  ),
});
