import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Statement } from "../iam/policy-document.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { logGroupArn, physicalName, type Place } from "../naming.ts";

export interface FlowLogsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC whose traffic is recorded. */
  readonly vpcId: pulumi.Input<string>;
  /** Key that encrypts the log group; its policy must let CloudWatch Logs use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days the records are kept; a number CloudWatch Logs knows. */
  readonly retentionDays: number;
  /**
   * ARN of a bucket that keeps the records as well, for longer and cheaper, and for Athena: in Parquet, by hour, under
   * `AWSLogs/<account>/vpcflowlogs/`. Its policy must let log delivery write there.
   * @default - none
   */
  readonly archiveBucketArn?: string;
}

/** Accepted and rejected traffic of a VPC, in an encrypted log group that only the flow log's own role may write. */
export class FlowLogs extends pulumi.ComponentResource {
  readonly logGroupName: string;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:FlowLogs", name, {}, opts);
    this.logGroupName = physicalName("log-group", args.place, "vpc-flow-logs");

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-log-group`,
      { name: this.logGroupName, kmsKeyId: args.kmsKeyArn, retentionInDays: args.retentionDays },
      { parent: this },
    );
    const role = new ServiceRole(
      `${name}-role`,
      {
        place: args.place,
        purpose: "vpc-flow-logs",
        service: "vpc-flow-logs.amazonaws.com",
        grants: [{ statements: flowLogStatements(args.place, this.logGroupName), keyAliases: [] }],
      },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      `${name}-flow-log`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        tags: { Name: physicalName("tag", args.place, "vpc-flow-logs") },
      },
      // The role's ARN is known before the role: without this, the flow log could be made before its role may write.
      { parent: this, dependsOn: [role] },
    );

    if (args.archiveBucketArn !== undefined) {
      new aws.ec2.FlowLog(
        `${name}-archive`,
        {
          vpcId: args.vpcId,
          trafficType: "ALL",
          logDestinationType: "s3",
          logDestination: args.archiveBucketArn,
          // No Hive-compatible prefixes: they would lie outside of what the bucket's policy lets log delivery write.
          destinationOptions: { fileFormat: "parquet", perHourPartition: true },
          tags: { Name: physicalName("tag", args.place, "vpc-flow-logs-archive") },
        },
        { parent: this },
      );
    }

    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, narrowed to the one log group. */
function flowLogStatements(place: Place, logGroupName: string): readonly Statement[] {
  return [
    {
      Sid: "WriteFlowRecords",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `${logGroupArn(place, logGroupName)}:*`,
    },
    {
      Sid: "FindTheLogGroup",
      Effect: "Allow",
      // A listing, for which IAM documents no resource: an ARN here might grant nothing.
      Action: "logs:DescribeLogGroups",
      Resource: "*",
    },
  ];
}
