import type { ResourceHandlers } from "../../provider/resource-type.ts";
import { emulatorClients } from "./clients.ts";
import { handlers as dynamodb } from "./dynamodb.ts";
import { handlers as glue } from "./glue.ts";
import { handlers as iam } from "./iam.ts";
import { handlers as kms } from "./kms.ts";
import { handlers as lambda } from "./lambda.ts";
import { handlers as logs } from "./logs.ts";
import { handlers as s3 } from "./s3.ts";
import { handlers as secretsManager } from "./secretsmanager.ts";
import { handlers as sns } from "./sns.ts";
import { handlers as sqs } from "./sqs.ts";

/**
 * Every real row: the services in the AWS emulator at `emulatorEndpoint`, and what is processes of our own: MSK's brokers and
 * the programs of Kubernetes.
 */
export function serviceHandlers(options: {
  emulatorEndpoint: string;
  msk?: ResourceHandlers;
  kubernetes?: ResourceHandlers;
}): ResourceHandlers {
  const clients = emulatorClients(options.emulatorEndpoint);
  return {
    ...dynamodb(clients),
    ...glue(clients),
    ...iam(clients),
    ...kms(clients),
    ...lambda(clients),
    ...logs(clients),
    ...s3(clients),
    ...secretsManager(clients),
    ...sns(clients),
    ...sqs(clients),
    ...options.msk,
    ...options.kubernetes,
  };
}
