import { mustBe, mustBeWithin } from "../check.ts";
import { read } from "../property.ts";
import { advice, resourceRule } from "../rule.ts";

/** The least that Athena takes. */
const tenMebibytes = 10_485_760;

export const athenaEnforcedAndCapped = resourceRule({
  id: "athena-enforced-and-capped",
  types: ["aws:athena/workgroup:Workgroup"],
  what: "An Athena workgroup's settings hold for every query, and no query scans without a limit.",
  why: "A client may otherwise write results unencrypted to a place of its own, and one query over everything costs a month's budget.",
  remedy:
    "Set configuration.bytesScannedCutoffPerQuery, and leave enforceWorkgroupConfiguration and publishCloudwatchMetricsEnabled true.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Athena.4"], checkov: ["CKV_AWS_82"] },
  url: "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
  evaluate: ({ props }) => {
    const cap = mustBeWithin(props, "configuration.bytesScannedCutoffPerQuery", { least: tenMebibytes });
    const configuration = read(props, "configuration");
    // Where the block is not there or not known, that is the one finding.
    if (configuration.state !== "known" || typeof configuration.value !== "object") return cap;
    return [
      ...mustBe(props, "configuration.enforceWorkgroupConfiguration", [true], "passes"),
      ...cap,
      ...advice(mustBe(props, "configuration.publishCloudwatchMetricsEnabled", [true], "passes")),
    ];
  },
});
