import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { makeShadow, makeView } from "../../../cli/engine/shadow.ts";
import { repository } from "../../../cli/repository.ts";
import { phaseNames } from "../../../contracts/stacks/index.ts";

describe("A shadow of the repository", () => {
  let root: string;
  let folder: string;
  const configured = process.env.PLATFORM_CONFIG_DIR;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "shadow-"));
    folder = path.join(root, "workspace");
    process.env.PLATFORM_CONFIG_DIR = root;
    write("config:\n  network:cidr: 10.0.0.0/16\nsecretsprovider: awskms://alias/dev\nencryptedkey: abc\n");
  });

  afterEach(() => {
    fs.rmSync(root, { recursive: true });
    Object.assign(process.env, { PLATFORM_CONFIG_DIR: configured });
    if (configured === undefined) delete process.env.PLATFORM_CONFIG_DIR;
  });

  function write(text: string): void {
    fs.writeFileSync(path.join(root, "Pulumi.dev.yaml"), text);
  }

  function copy(): string {
    return fs.readFileSync(path.join(folder, "Pulumi.dev.yaml"), "utf8");
  }

  it("has every project, whose programs are the repository's own files", () => {
    makeShadow(repository, folder, "dev");
    for (const phase of phaseNames) {
      const program = path.join(folder, "stacks", phase, "index.ts");
      assert.equal(fs.realpathSync(program), path.join(repository, "stacks", phase, "index.ts"));
    }
    assert.ok(fs.existsSync(path.join(folder, "Pulumi.yaml")));
  });

  it("copies the environment file without what names another secrets provider", () => {
    makeShadow(repository, folder, "dev");
    assert.equal(copy(), "config:\n  network:cidr: 10.0.0.0/16\n");
  });

  it("keeps the salt that Pulumi wrote into the copy, and follows the file in everything else", () => {
    makeShadow(repository, folder, "dev");
    fs.appendFileSync(path.join(folder, "Pulumi.dev.yaml"), "encryptionsalt: v1:salt\n");
    write("config:\n  network:cidr: 10.9.0.0/16\nencryptionsalt: v1:of-another-backend\n");
    makeShadow(repository, folder, "dev");
    assert.equal(copy(), "config:\n  network:cidr: 10.9.0.0/16\nencryptionsalt: v1:salt\n");
  });

  it("never writes to the environment file it copies", () => {
    const file = path.join(root, "Pulumi.dev.yaml");
    const before = fs.readFileSync(file, "utf8");
    makeShadow(repository, folder, "dev");
    fs.appendFileSync(path.join(folder, "Pulumi.dev.yaml"), "encryptionsalt: v1:salt\n");
    assert.equal(fs.readFileSync(file, "utf8"), before);
  });

  it("that is a view has the file itself, so that Pulumi may write to it", () => {
    const file = path.join(root, "Pulumi.dev.yaml");
    makeView(repository, folder, file);
    assert.equal(fs.realpathSync(path.join(folder, "Pulumi.dev.yaml")), fs.realpathSync(file));
  });
});
