import { glueUsesSecurityConfig } from "../../../policy/encryption/glue-uses-security-config.ts";
import { setRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const { types } = glueUsesSecurityConfig;

export const table: RuleTable = {
  rule: glueUsesSecurityConfig,
  compliant: Object.fromEntries(types.map((type) => [type, { securityConfiguration: "dev-lake" }])),
  rows: [
    { kind: "compliant", title: "a configuration", findings: [] },
    ...types.flatMap((type) => setRows("securityConfiguration", { type })),
  ],
};
