import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GlueClient } from "@aws-sdk/client-glue";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";

interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** AWS clients by region, speaking to the emulator as its root user. The emulator keeps resources apart by region. */
export interface EmulatorClients {
  dynamodb(region: string): DynamoDBClient;
  glue(region: string): GlueClient;
  iam(region: string): IAMClient;
  kms(region: string): KMSClient;
  lambda(region: string): LambdaClient;
  logs(region: string): CloudWatchLogsClient;
  s3(region: string): S3Client;
  secretsManager(region: string): SecretsManagerClient;
  sns(region: string): SNSClient;
  sqs(region: string): SQSClient;
  sts(region: string): STSClient;
}

/** Clients for the emulator at `endpoint` (for example `http://127.0.0.1:24601`), made when first asked for. */
export function emulatorClients(endpoint: string): EmulatorClients {
  const byRegion = <Client>(make: (configuration: ClientConfiguration) => Client): ((region: string) => Client) => {
    const made = new Map<string, Client>();
    return (region) => {
      const known = made.get(region);
      if (known !== undefined) return known;
      const client = make({ endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } });
      made.set(region, client);
      return client;
    };
  };
  return {
    dynamodb: byRegion((configuration) => new DynamoDBClient(configuration)),
    glue: byRegion((configuration) => new GlueClient(configuration)),
    iam: byRegion((configuration) => new IAMClient(configuration)),
    kms: byRegion((configuration) => new KMSClient(configuration)),
    lambda: byRegion((configuration) => new LambdaClient(configuration)),
    logs: byRegion((configuration) => new CloudWatchLogsClient(configuration)),
    // A bucket in the host name would have to resolve on this machine.
    s3: byRegion((configuration) => new S3Client({ ...configuration, forcePathStyle: true })),
    secretsManager: byRegion((configuration) => new SecretsManagerClient(configuration)),
    sns: byRegion((configuration) => new SNSClient(configuration)),
    sqs: byRegion((configuration) => new SQSClient(configuration)),
    sts: byRegion((configuration) => new STSClient(configuration)),
  };
}
