import { statefulProtected } from "../../../policy/data-protection/stateful-protected.ts";
import { notKnownYet, type RuleTable } from "../table.ts";

const { types } = statefulProtected;

export const table: RuleTable = {
  rule: statefulProtected,
  compliant: Object.fromEntries(types.map((type) => [type, {}])),
  rows: [
    { kind: "compliant", title: "protected", findings: [] },
    ...types.map(
      (type) =>
        ({
          kind: "violation",
          title: `not protected, ${type}`,
          type,
          protect: false,
          findings: ["fail protect"],
        }) as const,
    ),
    // Protection is an option of the resource: no property says it or takes it back.
    { kind: "absent", title: "protected, without properties", findings: [] },
    { kind: "unknown", title: "protected, its name not known yet", change: { bucket: notKnownYet }, findings: [] },
    {
      kind: "wrong type",
      title: "a property of that name",
      change: { protect: true },
      protect: false,
      findings: ["fail protect"],
    },
  ],
};
