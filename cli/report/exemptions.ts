import { type JudgedExemption } from "../policy/exemptions.ts";

const verdicts: Readonly<Record<JudgedExemption["use"], string>> = {
  used: "used",
  unused: "UNUSED",
  expired: "EXPIRED",
  "not judged": "not judged",
};

/** How many exemptions there are and what became of each; nothing where there are none. */
export function describeExemptions(exemptions: readonly JudgedExemption[]): readonly string[] {
  if (exemptions.length === 0) return [];
  const counts = Object.keys(verdicts).map(
    (use) => `${exemptions.filter((exemption) => exemption.use === use).length} ${use}`,
  );
  return [
    `Exemptions: ${counts.join(", ")}`,
    ...exemptions.map(
      (exemption) =>
        `  ${verdicts[exemption.use]}: ${placeOf(exemption)}, by ${exemption.owner} until ${exemption.expires} (${exemption.reason})`,
    ),
  ];
}

/** What is wrong with an exemption that fails its run, and how to mend it. */
export function whyItFails(exemption: JudgedExemption, file: string): string {
  return exemption.use === "expired"
    ? `${placeOf(exemption)} expired on ${exemption.expires}: mend the resource and remove the exemption from ${file}, or have ${exemption.owner} renew it there.`
    : `${placeOf(exemption)} covers no finding any more: remove the exemption from ${file}.`;
}

function placeOf({ rule, urn, path }: JudgedExemption): string {
  return `${rule} on ${urn}${path === undefined ? "" : ` at ${path}`}`;
}
