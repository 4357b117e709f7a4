import type { ResourceHandlers } from "../../provider/resource-type.ts";
import { emulatorClients } from "./clients.ts";
import { handlers as glue } from "./glue.ts";
import { handlers as iam } from "./iam.ts";
import { handlers as kms } from "./kms.ts";
import { handlers as s3 } from "./s3.ts";

/** Every real row: the services in the AWS emulator at `emulatorEndpoint`, and MSK, which is brokers of our own. */
export function serviceHandlers(options: { emulatorEndpoint: string; msk?: ResourceHandlers }): ResourceHandlers {
  const clients = emulatorClients(options.emulatorEndpoint);
  return {
    ...glue(clients),
    ...iam(clients),
    ...kms(clients),
    ...s3(clients),
    ...options.msk,
  };
}
