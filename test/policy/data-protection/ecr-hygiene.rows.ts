import { ecrHygiene } from "../../../policy/data-protection/ecr-hygiene.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const [repository] = ecrHygiene.types;
const lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

export const table: RuleTable = {
  rule: ecrHygiene,
  compliant: {
    [repository]: {
      name: "hygiene",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
    },
  },
  others: [{ type: lifecycle, props: {}, dependsOn: { repository: "judged" } }],
  rows: [
    { kind: "compliant", title: "all of it", findings: [] },
    {
      kind: "compliant",
      title: "some tags may move",
      change: { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a lifecycle by the repository's name",
      change: { name: "hygiene-named" },
      others: [{ type: lifecycle, props: { repository: "hygiene-named" } }],
      findings: [],
    },
    ...valueRows("imageTagMutability", { bad: ["MUTABLE"] }),
    ...valueRows("imageScanningConfiguration.scanOnPush", { bad: [false] }),
    {
      kind: "violation",
      title: "no lifecycle",
      change: { name: "hygiene-none" },
      others: [],
      findings: [`fail ${lifecycle}`],
    },
  ],
};
