import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, serviceTrust, tlsOnly } from "../iam/policy-document.ts";
import { managedPolicyArn, physicalName, type Place, roleArn, queueArn } from "../naming.ts";
import { type BySeverity, severities } from "./severity.ts";

export interface AlertSubscriptionsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** SNS topics by severity. */
  readonly topicArns: BySeverity<pulumi.Input<string>>;
  /** Key of the queue that keeps undelivered alerts; its policy must let Amazon SNS use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Addresses that get an e-mail, by severity. Each must confirm once, by the link that Amazon SNS sends.
   * @default {}
   */
  readonly emails?: Partial<BySeverity<readonly string[]>>;
  /**
   * Integration URL of a PagerDuty service with the Amazon CloudWatch integration; holds its key, so it is a secret. Gets
   * what is critical, and resolves its incident when the alarm is over.
   * @default - nobody is paged
   */
  readonly pagerDutyUrl?: pulumi.Input<string>;
  /**
   * Slack workspace and its channel by severity. The workspace must be authorised once in Amazon Q Developer in chat
   * applications, by hand: https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
   * @default - no Slack
   */
  readonly slack?: { readonly workspaceId: string; readonly channels: Partial<BySeverity<string>> };
}

/** How long an undelivered alert waits to be looked at. The longest that SQS keeps a message. */
const deadLetterDays = 14;

/**
 * Who hears of an alert. What cannot be delivered to PagerDuty lands in a queue, so that a broken alert path is seen and
 * not only silent.
 */
export class AlertSubscriptions extends pulumi.ComponentResource {
  /** Name of the queue that keeps undelivered alerts. */
  readonly deadLetterQueueName: string;

  constructor(name: string, args: AlertSubscriptionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:alerting:AlertSubscriptions", name, {}, opts);
    const { place, topicArns, emails = {}, slack } = args;
    this.deadLetterQueueName = physicalName("sqs-queue", place, "alert-dead-letters");
    const deadLetters = this.#deadLetters(name, args);

    for (const severity of severities) {
      for (const address of emails[severity] ?? []) {
        new aws.sns.TopicSubscription(
          `${name}-${severity}-${address}`,
          { topic: topicArns[severity], protocol: "email", endpoint: address },
          { parent: this },
        );
      }
    }
    if (args.pagerDutyUrl !== undefined) {
      new aws.sns.TopicSubscription(
        `${name}-pagerduty`,
        {
          topic: topicArns.critical,
          protocol: "https",
          endpoint: pulumi.secret(args.pagerDutyUrl),
          endpointAutoConfirms: true,
          redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(place, this.deadLetterQueueName) }),
        },
        { parent: this, dependsOn: deadLetters },
      );
    }
    if (slack !== undefined) {
      this.#slack(name, args, slack);
    }
    this.registerOutputs({ deadLetterQueueName: this.deadLetterQueueName });
  }

  #deadLetters(name: string, { place, topicArns, kmsKeyArn }: AlertSubscriptionsArgs): pulumi.Resource[] {
    const ownArn = queueArn(place, this.deadLetterQueueName);
    const queue = new aws.sqs.Queue(
      `${name}-dead-letters`,
      {
        name: this.deadLetterQueueName,
        kmsMasterKeyId: kmsKeyArn,
        messageRetentionSeconds: deadLetterDays * 86_400,
      },
      { parent: this },
    );
    const policy = new aws.sqs.QueuePolicy(
      `${name}-dead-letters-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi.output(topicArns.critical).apply((topicArn) =>
          policyDocument([
            {
              Sid: "UndeliveredAlerts",
              Effect: "Allow",
              Principal: { Service: "sns.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: ownArn,
              Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
            },
            tlsOnly("sqs:*", ownArn),
          ]),
        ),
      },
      { parent: this, deletedWith: queue },
    );
    return [queue, policy];
  }

  /** A configuration per channel: one channel may hear of several severities. */
  #slack(
    name: string,
    { place, topicArns }: AlertSubscriptionsArgs,
    { workspaceId, channels }: NonNullable<AlertSubscriptionsArgs["slack"]>,
  ): void {
    const roleName = physicalName("iam-role", place, "alerts-to-slack");
    const role = new aws.iam.Role(
      `${name}-slack-role`,
      {
        name: roleName,
        description: "Alerts in Slack: shows notifications, may do nothing on AWS",
        assumeRolePolicy: serviceTrust("chatbot.amazonaws.com", place.accountId),
      },
      { parent: this },
    );
    for (const channel of new Set(severities.flatMap((severity) => channels[severity] ?? []))) {
      new aws.chatbot.SlackChannelConfiguration(
        `${name}-slack-${channel}`,
        {
          configurationName: physicalName("chat-configuration", place, `alerts-${channel}`),
          slackTeamId: workspaceId,
          slackChannelId: channel,
          iamRoleArn: roleArn(place, roleName),
          // Whoever is in the channel can run commands up to this policy; without one it would be AdministratorAccess.
          guardrailPolicyArns: [managedPolicyArn(place, guardrail)],
          userAuthorizationRequired: true,
          loggingLevel: "ERROR",
          snsTopicArns: severities
            .filter((severity) => channels[severity] === channel)
            .map((severity) => topicArns[severity]),
        },
        { parent: this, dependsOn: role },
      );
    }
  }
}

/** Lets people in the channel look at alarms and nothing else. */
const guardrail = "CloudWatchReadOnlyAccess";
