import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { visible, webAclRules } from "./web-acl-rules.ts";

export interface WebAclArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What it protects, the last part of its name. */
  readonly what: string;
  /** Requests of one address in five minutes, beyond which it is answered 429. */
  readonly requestsPerAddress: number;
  /** Key that encrypts its log. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days its log is kept. */
  readonly logRetentionDays: number;
}

/** AWS takes only log groups whose names start so. */
const logGroupStart = "aws-waf-logs-";

/** A web ACL for a load balancer in front of the collector, and the log of what it let through, counted and refused. */
export class WebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly logGroupName: string;

  constructor(name: string, args: WebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:WebAcl", name, {}, opts);
    const { place, what } = args;
    const acl = new aws.wafv2.WebAcl(
      `${name}-acl`,
      {
        name: physicalName("web-acl", place, what),
        description: "Refuses floods and what AWS knows as attacks; never for what is in an event",
        scope: "REGIONAL",
        defaultAction: { allow: {} },
        rules: webAclRules(args.requestsPerAddress),
        visibilityConfig: visible(physicalName("web-acl", place, what)),
      },
      { parent: this },
    );
    this.arn = acl.arn;
    this.logGroupName = `${logGroupStart}${place.environment}-${what}`;
    const group = new aws.cloudwatch.LogGroup(
      `${name}-log`,
      { name: this.logGroupName, kmsKeyId: args.logsKeyArn, retentionInDays: args.logRetentionDays },
      { parent: this },
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      `${name}-logging`,
      {
        resourceArn: acl.arn,
        logDestinationConfigs: [group.arn],
        // Tokens of devices.
        redactedFields: [{ singleHeader: { name: "authorization" } }],
      },
      { parent: this },
    );
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }
}
