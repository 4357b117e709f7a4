import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { needsOf, phaseNames, phasesAsMermaid, readersOf, withUpstream } from "../../../contracts/stacks/phases.ts";

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const repository = path.resolve(import.meta.dirname, "../../..");

describe("phases", () => {
  it("come after everything they need", () => {
    phaseNames.forEach((phase, index) => {
      needsOf(phase).forEach((need) => {
        assert.ok(phaseNames.indexOf(need) < index, `${need} must come before ${phase}`);
      });
    });
  });

  it("have a Pulumi project each, named like the phase", () => {
    for (const phase of phaseNames) {
      assert.match(
        fs.readFileSync(path.join(repository, `stacks/${phase}/Pulumi.yaml`), "utf8"),
        new RegExp(`^name: ${phase}$`, "m"),
      );
    }
  });

  it("read exactly the contracts they declare", () => {
    for (const phase of phaseNames) {
      const program = fs.readFileSync(path.join(repository, `stacks/${phase}/index.ts`), "utf8");
      const read = [...program.matchAll(/consume\((\w+)Contract\)/g)].map(([, name = ""]) => kebab(name)).sort();
      assert.deepEqual(read, [...needsOf(phase)].sort(), `stacks/${phase}/index.ts`);
    }
  });

  it("know their readers and their upstream", () => {
    assert.deepEqual(readersOf("network"), ["cluster", "cluster-services", "streaming", "ingestion", "observability"]);
    assert.deepEqual(withUpstream(["streaming"]), ["foundation", "network", "streaming"]);
  });

  it("are drawn in the README as they are", () => {
    assert.ok(
      fs.readFileSync(path.join(repository, "README.md"), "utf8").includes(phasesAsMermaid()),
      "README.md does not hold the output of: npx platform graph",
    );
  });
});
