import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readEnvironmentFile } from "../../cli/environment-file.ts";
import { repository } from "../../cli/repository.ts";
import { environments } from "../../stacks/platform-config.ts";

describe("readEnvironmentFile", () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "environment-file-"));
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** The file of dev with some text replaced, read. */
  function readEdited(from: string | RegExp, to: string): ReturnType<typeof readEnvironmentFile> {
    const source = fs.readFileSync(path.join(repository, "Pulumi.dev.yaml"), "utf8");
    const edited = source.replace(from, to);
    assert.notEqual(edited, source, `Pulumi.dev.yaml does not hold ${String(from)}`);
    fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), edited);
    return readEnvironmentFile("dev", folder);
  }

  for (const environment of environments) {
    it(`finds nothing wrong with the repository's ${environment}`, () => {
      assert.equal(readEnvironmentFile(environment, repository).environment, environment);
    });
  }

  it("derives the state backend from account and Region", () => {
    const { backendUrl, secretsProvider } = readEnvironmentFile("dev", repository);
    assert.equal(backendUrl, "s3://dev-pulumi-state-111111111111-eu-central-1?region=eu-central-1");
    assert.equal(secretsProvider, undefined);
  });

  it("hands over the secrets provider that bootstrap wrote", () => {
    const file = readEdited("config:", "secretsprovider: awskms://alias/dev-pulumi\nconfig:");
    assert.equal(file.secretsProvider, "awskms://alias/dev-pulumi");
  });

  it("fails on an environment that there is not, with those that there are", () => {
    assert.throws(() => readEnvironmentFile("staging", folder), {
      name: "UsageError",
      message: 'There is no environment "staging"; environments: local, dev, test, prod.',
    });
  });

  it("fails where the file is missing, with the folder it was looked for in", () => {
    assert.throws(() => readEnvironmentFile("dev", folder), {
      name: "UsageError",
      message: `There is no Pulumi.dev.yaml in ${folder}. Environment files lie at the top of the repository, or in $PLATFORM_CONFIG_DIR.`,
    });
  });

  it("fails on text that is not YAML, with the line", () => {
    assert.throws(() => readEdited("config:", "config: {"), /^UsageError: Pulumi\.dev\.yaml is not YAML: .*line \d+/s);
  });

  it("fails on settings of another form than Pulumi's", () => {
    assert.throws(() => readEdited(/config:[\s\S]*/, "config: 7\nsecretsprovider: [kms]\n"), {
      message: /^Pulumi\.dev\.yaml has 2 problems:\n {2}- config must be .*\n {2}- secretsprovider must be text/,
    });
  });

  it("fails with the problems of every phase in one message", () => {
    assert.throws(
      () => readEdited(/network:cidr: .*/, "network:cidr: 10.0.0.0/24\n  streeming:x: 1\n  cluster:vershon: 1"),
      (error: Error) => {
        assert.match(error.message, /^Pulumi\.dev\.yaml has 3 problems:\n/);
        assert.match(error.message, /\n {2}- network:cidr = "10\.0\.0\.0\/24": .* allowed: a VPC of \/16/);
        assert.match(error.message, /\n {2}- cluster:vershon unknown key; allowed here: cluster:version, /);
        assert.match(error.message, /\n {2}- streeming:x belongs to no phase; keys start with one of platform:, /);
        return true;
      },
    );
  });

  it("never echoes a secret value that is wrong", () => {
    assert.throws(
      () => readEdited(/platform:accountId: .*/, "platform:accountId:\n    secure: v1:abcdef"),
      (error: Error) => {
        assert.match(error.message, /\n {2}- platform:accountId = \[secret\]: must be a 12-digit AWS account ID/);
        assert.doesNotMatch(error.message, /abcdef/);
        return true;
      },
    );
  });

  it("leaves a phase's secret to Pulumi, which alone can decrypt it", () => {
    assert.equal(
      readEdited(/streaming:brokerType: .*/, "streaming:brokerType:\n    secure: v1:abc").environment,
      "dev",
    );
  });

  it("leaves a secret that is an object whole", () => {
    assert.equal(readEdited("config:", "config:\n  foundation:alertSlack:\n    secure: v1:abc").environment, "dev");
  });

  it("leaves Pulumi's own keys alone", () => {
    assert.equal(readEdited("config:", "config:\n  pulumi:tags: { a: b }").environment, "dev");
  });
});
