import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Grant } from "../iam/grant.ts";
import { sendMessages, writeLogs } from "../iam/grants/index.ts";
import { policyDocument, tlsOnly } from "../iam/policy-document.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { managedPolicyArn, physicalName, type Place, queueArn } from "../naming.ts";
import { functionCode } from "./function-code.ts";

/** A KMS key, by its ARN for resources and by its alias for policies, which are known before the key is. */
export interface FunctionKey {
  readonly arn: pulumi.Input<string>;
  readonly alias: string;
}

/** Where a function runs, and the one thing there that it reaches: AWS services by their interface endpoints. */
export interface FunctionNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly endpointsSecurityGroupId: pulumi.Input<string>;
}

export interface NodeFunctionArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Folder under `workloads/` with its `handler.ts`; also the last part of its name `<environment>-<workload>`. */
  readonly workload: string;
  /** What it does, in a few words. */
  readonly description: string;
  /** What it may do beside writing its logs. */
  readonly grants: readonly Grant[];
  /** Where it runs: a function that holds credentials has no other way out than the VPC's. */
  readonly network: FunctionNetwork;
  /** Key of events it failed on. It has no settings that would need one: AWS keeps no key where there are none. */
  readonly key: FunctionKey;
  /** Key of its logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days its logs are kept. */
  readonly logRetentionDays: number;
  /**
   * Seconds it may take.
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Memory, and with it a share of the processor, in MiB.
   * @default 256
   */
  readonly memoryMiB?: number;
  /**
   * How many run at once at most; kept free for it in the account.
   * @default 2
   */
  readonly concurrency?: number;
}

/** Days a failed event is kept: as long as SQS can. */
const keepFailedSeconds = 14 * 24 * 3600;

/**
 * A Lambda function in Node.js with all that belongs to it: a role and a security group of its own, logs, traces, a queue for
 * events it failed on, and a limit to how many run at once. @stateful
 */
export class NodeFunction extends pulumi.ComponentResource {
  readonly functionName: string;
  readonly arn: pulumi.Output<string>;
  readonly timeoutSeconds: number;
  /** Name of the queue of events it failed on. */
  readonly failuresName: string;

  constructor(name: string, args: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:functions:NodeFunction", name, {}, opts);
    const { place, workload, key } = args;
    this.functionName = physicalName("lambda-function", place, workload);
    const logGroup = `/aws/lambda/${this.functionName}`;
    this.failuresName = physicalName("queue", place, `${workload}-failures`);
    this.timeoutSeconds = args.timeoutSeconds ?? 30;
    const child: pulumi.CustomResourceOptions = { parent: this };

    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: logGroup, retentionInDays: args.logRetentionDays, kmsKeyId: args.logsKeyArn },
      child,
    );
    const failures = this.#failures(name, args);
    const role = new ServiceRole(
      `${name}-role`,
      {
        place,
        purpose: workload,
        service: "lambda.amazonaws.com",
        grants: [
          ...args.grants,
          writeLogs({ place, name: logGroup }),
          sendMessages({ place, name: this.failuresName, keyAlias: key.alias }),
        ],
      },
      child,
    );
    const attachments = ["service-role/AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess"].map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${policy.slice(policy.indexOf("/") + 1)}`,
          { role: role.roleName, policyArn: managedPolicyArn(place, policy) },
          { ...child, dependsOn: role },
        ),
    );
    const running = new aws.lambda.Function(
      `${name}-function`,
      {
        name: this.functionName,
        description: args.description,
        role: role.arn,
        runtime: aws.lambda.Runtime.NodeJS22dX,
        architectures: ["arm64"],
        handler: "handler.handler",
        code: functionCode(workload),
        timeout: this.timeoutSeconds,
        memorySize: args.memoryMiB ?? 256,
        reservedConcurrentExecutions: args.concurrency ?? 2,
        tracingConfig: { mode: "Active" },
        deadLetterConfig: { targetArn: failures.arn },
        vpcConfig: { subnetIds: [...args.network.subnetIds], securityGroupIds: [this.#securityGroup(name, args)] },
      },
      // Without its policies Lambda refuses to make it in a VPC; without its log group it would make one of its own.
      { ...child, dependsOn: [role, ...attachments, logs] },
    );
    this.arn = running.arn;
    this.registerOutputs({ functionName: this.functionName, arn: this.arn, failuresName: this.failuresName });
  }

  /** Queue of events it failed on. */
  #failures(name: string, { place, key }: NodeFunctionArgs): aws.sqs.Queue {
    const queue = new aws.sqs.Queue(
      `${name}-failures`,
      { name: this.failuresName, kmsMasterKeyId: key.alias, messageRetentionSeconds: keepFailedSeconds },
      { parent: this },
    );
    new aws.sqs.QueuePolicy(
      `${name}-failures-policy`,
      { queueUrl: queue.url, policy: policyDocument([tlsOnly("sqs:*", queueArn(place, this.failuresName))]) },
      { parent: this, deletedWith: queue },
    );
    return queue;
  }

  /** Nobody reaches the function, and it reaches the interface endpoints alone. */
  #securityGroup(name: string, { place, workload, network }: NodeFunctionArgs): pulumi.Output<string> {
    const groupName = physicalName("security-group", place, workload);
    const securityGroup = new aws.ec2.SecurityGroup(
      `${name}-sg`,
      {
        name: groupName,
        description: `Function ${workload}: out to interface endpoints`,
        vpcId: network.vpcId,
        tags: { Name: groupName },
      },
      { parent: this },
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-endpoints`,
      {
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: network.endpointsSecurityGroupId,
        description: "Interface endpoints",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      { parent: this },
    );
    return securityGroup.id;
  }
}
