import { type Rule } from "../rule.ts";
import { alarmHasAction } from "./alarm-has-action.ts";
import { apigwAccessLogs } from "./apigw-access-logs.ts";
import { cloudfrontLogs } from "./cloudfront-logs.ts";
import { cloudtrailComplete } from "./cloudtrail-complete.ts";
import { cloudtrailDataEvents } from "./cloudtrail-data-events.ts";
import { configRecorderOn } from "./config-recorder-on.ts";
import { dbLogExports } from "./db-log-exports.ts";
import { eksControlPlaneLogs } from "./eks-control-plane-logs.ts";
import { lbAccessLogs } from "./lb-access-logs.ts";
import { logGroupRetention } from "./log-group-retention.ts";
import { mskBrokerLogs } from "./msk-broker-logs.ts";
import { mwaaLogs } from "./mwaa-logs.ts";
import { redshiftAuditLog } from "./redshift-audit-log.ts";
import { s3AccessLogging } from "./s3-access-logging.ts";
import { tracingAndSfnLogs } from "./tracing-and-sfn-logs.ts";

/** Who did what can be found out afterwards, and somebody is told when it goes wrong. */
export const logging: readonly Rule[] = [
  alarmHasAction,
  apigwAccessLogs,
  cloudfrontLogs,
  cloudtrailComplete,
  cloudtrailDataEvents,
  configRecorderOn,
  dbLogExports,
  eksControlPlaneLogs,
  lbAccessLogs,
  logGroupRetention,
  mskBrokerLogs,
  mwaaLogs,
  redshiftAuditLog,
  s3AccessLogging,
  tracingAndSfnLogs,
];
