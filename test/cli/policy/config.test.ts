import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { levelIn, readPolicyConfig } from "../../../cli/policy/config.ts";
import { imdsv2 } from "../../../policy/network/imdsv2.ts";
import { environments } from "../../../stacks/platform-config.ts";

describe("readPolicyConfig", () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "policy-config-"));
    fs.mkdirSync(path.join(folder, "policy/config"), { recursive: true });
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function read(content: object | string): ReturnType<typeof readPolicyConfig> {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    fs.writeFileSync(path.join(folder, "policy/config/dev.json"), text);
    return readPolicyConfig("dev", folder);
  }

  const exemption = {
    urn: "*::vendor-*",
    reason: "the vendor's module makes it",
    owner: "network",
    expires: "2027-03-31",
  };

  for (const environment of environments) {
    it(`finds nothing wrong with the repository's ${environment}`, () => {
      assert.doesNotThrow(() => readPolicyConfig(environment));
    });
  }

  it("takes the repository's file where the folder has none, and the defaults where there is none at all", () => {
    assert.deepEqual(readPolicyConfig("dev", folder), readPolicyConfig("dev"));
    assert.deepEqual(readPolicyConfig("nowhere", folder), { rules: {} });
  });

  it("hands over the file and what it says, a level alone as the rule's level", () => {
    const config = read({ imdsv2: "advisory", "log-group-cmk": { exemptions: [exemption] } });
    assert.deepEqual(config, {
      file: path.join(folder, "policy/config/dev.json"),
      rules: { imdsv2: { enforcementLevel: "advisory" }, "log-group-cmk": { exemptions: [exemption] } },
    });
  });

  it("says every problem at once: key, value, what is allowed, and the file", () => {
    const { owner, ...ownerless } = exemption;
    const wrong = {
      imdsv2: { enforcementLevel: "strict", hops: 2 },
      "log-grop-cmk": "advisory",
      "secret-cmk": { undecided: true, exemptions: [{ ...ownerless, expires: "2027-02-30" }] },
    };
    assert.equal(owner, "network");
    assert.throws(() => read(wrong), {
      name: "UsageError",
      message: [
        "policy/config/dev.json has 6 problems:",
        "  - secret-cmk.undecided = true: must be one of mandatory, advisory",
        '  - secret-cmk.exemptions.0.owner is missing: must be text; put a number in quotes, for example "10.4"',
        '  - secret-cmk.exemptions.0.expires = "2027-02-30": must be a day like 2027-03-31',
        '  - imdsv2.enforcementLevel = "strict": must be one of mandatory, advisory, disabled',
        "  - imdsv2.hops unknown key; allowed here: imdsv2.enforcementLevel, imdsv2.undecided, imdsv2.exemptions",
        "  - log-grop-cmk is no rule: did you mean log-group-cmk? npx platform policy list names them all",
        "Edit policy/config/dev.json: in the repository, or in $PLATFORM_CONFIG_DIR.",
      ].join("\n"),
    });
  });

  it("refuses what is not JSON, and a rule that is configured twice", () => {
    assert.throws(() => read("{ 'imdsv2': 1 }"), /dev\.json has 1 problem:\n {2}- it is not JSON: .*'/);
    assert.throws(() => read('{ "imdsv2": "advisory", "imdsv2": "mandatory" }'), /Map keys must be unique at line 1/);
    assert.throws(() => read("[]"), /must be an object/);
  });

  it("knows a rule's level: its own entry, else that of all, else its default", () => {
    assert.equal(levelIn(read({ imdsv2: "disabled", all: "advisory" }), imdsv2), "disabled");
    assert.equal(levelIn(read({ all: "advisory" }), imdsv2), "advisory");
    assert.equal(levelIn(read({ imdsv2: { undecided: "mandatory" } }), imdsv2), "mandatory");
  });
});
