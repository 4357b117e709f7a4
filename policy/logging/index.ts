import { type Rule } from "../rule.ts";
import { apigwAccessLogs } from "./apigw-access-logs.ts";
import { cloudfrontLogs } from "./cloudfront-logs.ts";
import { cloudtrailComplete } from "./cloudtrail-complete.ts";
import { cloudtrailDataEvents } from "./cloudtrail-data-events.ts";
import { configRecorderOn } from "./config-recorder-on.ts";
import { lbAccessLogs } from "./lb-access-logs.ts";
import { logGroupRetention } from "./log-group-retention.ts";
import { s3AccessLogging } from "./s3-access-logging.ts";

/** Who did what can be found out afterwards, and somebody is told when it goes wrong. */
export const logging: readonly Rule[] = [
  apigwAccessLogs,
  cloudfrontLogs,
  cloudtrailComplete,
  cloudtrailDataEvents,
  configRecorderOn,
  lbAccessLogs,
  logGroupRetention,
  s3AccessLogging,
];
