import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { type Deployed, deployedRoles } from "./deployed.ts";
import { roleRows } from "./rows.ts";
import { type Usage, usageOf } from "./usage.ts";

const rows = roleRows();
const repository = path.join(import.meta.dirname, "../..");

/** Actions that the sources beside a list of calls ask of an SDK: `new GetSecretValueCommand`, `client("s3").get_object`. */
function calledBeside(file: string): readonly string[] {
  const folder = path.dirname(path.join(repository, file));
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|py)$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  return [...new Set(texts.flatMap((text) => [...commandsIn(text), ...methodsIn(text)]))].sort();
}

/** Commands by the client that they are imported from: a file may have several. */
function commandsIn(text: string): readonly string[] {
  const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g)];
  return imports.flatMap(([, names = "", service = ""]) =>
    [...names.matchAll(/\b(\w+)Command\b/g)]
      .filter(([command]) => text.includes(`new ${command}(`))
      .map(([, name = ""]) => `${service.replace("-", "")}:${name}`),
  );
}

function methodsIn(text: string): readonly string[] {
  return [...text.matchAll(/client\("(\w+)"\)\.(\w+)\(/g)].map(
    ([, client = "", method = ""]) =>
      `${client}:${method.replaceAll(/(?:^|_)(.)/g, (_, first: string) => first.toUpperCase())}`,
  );
}

describe("what roles are granted, beside what their workloads call", function () {
  this.timeout(1_800_000);
  let deployed: readonly Deployed[] = [];

  before(async () => {
    deployed = await deployedRoles();
  });

  /** In one environment: roles have the same actions in all, on other resources. */
  function usage(purpose: string): Usage {
    const row = rows.find(({ role }) => role === purpose);
    const role = deployed.flatMap(({ roles }) => roles).find((one) => one.purpose === purpose);
    assert.ok(row && role, purpose);
    return usageOf(role, row);
  }

  for (const { role, phase, workload } of rows) {
    it(`${role} of ${phase}: nothing unexplained, nothing missing`, () => {
      const { unexplained, missing, idle } = usage(role);
      assert.deepEqual({ unexplained, missing, idle }, { unexplained: [], missing: [], idle: [] });
    });

    if (workload !== undefined) {
      it(`${role} of ${phase}: the list is that of the code`, () => {
        assert.deepEqual(calledBeside(workload.file), workload.code.toSorted());
      });
    }
  }

  it("is at most a tenth more, policies of AWS left out", () => {
    const all = rows.map(({ role }) => ({ role, ...usage(role) }));
    for (const { role, granted, unused } of all.filter((one) => one.unused.length > 0)) {
      console.log(`      ${role}: ${unused.length} of ${granted.length} actions unused: ${unused.join(", ")}`);
    }
    const [granted, unused] = [all.flatMap((one) => one.granted).length, all.flatMap((one) => one.unused).length];
    console.log(
      `      ${unused} of ${granted} granted actions are unused (${((100 * unused) / granted).toFixed(1)} %)`,
    );
    assert.ok(unused <= granted / 10);
  });
});
