import assert from "node:assert/strict";
import { conformanceRules, conformanceTemplate, maxTemplateBytes } from "../../../components/foundation/conformance.ts";

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>>;
}

function templateOf(rules: Parameters<typeof conformanceTemplate>[0]): Template {
  return JSON.parse(conformanceTemplate(rules)) as Template; // built by the function under test
}

describe("conformanceTemplate", () => {
  it("makes one managed rule of each, with its control in the description", () => {
    const { Resources } = templateOf(conformanceRules);
    assert.equal(Object.keys(Resources).length, conformanceRules.length);
    assert.deepEqual(Resources.KmsCmkNotScheduledForDeletion, {
      Type: "AWS::Config::ConfigRule",
      Properties: {
        ConfigRuleName: "kms-cmk-not-scheduled-for-deletion",
        Description: "Security Hub KMS.3",
        MaximumExecutionFrequency: "TwentyFour_Hours",
        Source: { Owner: "AWS", SourceIdentifier: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" },
      },
    });
  });

  it("asks for the tags that everything carries", () => {
    assert.deepEqual(templateOf(conformanceRules).Resources.RequiredTags?.Properties.InputParameters, {
      tag1Key: "Project",
      tag2Key: "Environment",
      tag3Key: "Owner",
      tag4Key: "CostCenter",
      tag5Key: "DataClass",
    });
  });

  it("fails on a rule that is listed twice", () => {
    const rule = { identifier: "ENCRYPTED_VOLUMES" };
    assert.throws(() => conformanceTemplate([rule, rule]), /lists ENCRYPTED_VOLUMES twice; once is enough\./);
  });

  it("fails on a template that AWS Config would not take", () => {
    const rules = Array.from({ length: 400 }, (_, index) => ({ identifier: `RULE_${index}` }));
    assert.throws(() => conformanceTemplate(rules), new RegExp(`bytes; AWS Config takes ${maxTemplateBytes}\\.`));
  });
});
