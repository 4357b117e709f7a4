import { type Rule } from "../rule.ts";
import { cloudtrailComplete } from "./cloudtrail-complete.ts";
import { cloudtrailDataEvents } from "./cloudtrail-data-events.ts";
import { configRecorderOn } from "./config-recorder-on.ts";
import { logGroupRetention } from "./log-group-retention.ts";

/** Who did what can be found out afterwards, and somebody is told when it goes wrong. */
export const logging: readonly Rule[] = [cloudtrailComplete, cloudtrailDataEvents, configRecorderOn, logGroupRetention];
