import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type ContainerView, pathOutside } from "../../../../local/runtime/kubernetes/container.ts";

const runtime = path.resolve(import.meta.dirname, "../../../../local/runtime/kubernetes/container.ts");

describe("a container's view", () => {
  const view: ContainerView = {
    mounts: { "/etc/echo": "/pods/echo/settings", "/etc/echo/tls": "/pods/echo/tls", "/tmp": "/pods/echo/tmp" },
    kept: ["/tmp/checkout"],
    ports: {},
  };

  it("finds a mounted directory where it lies, the innermost one first", () => {
    assert.equal(pathOutside(view, "/etc/echo/settings.json"), "/pods/echo/settings/settings.json");
    assert.equal(pathOutside(view, "/etc/echo/tls/tls.crt"), "/pods/echo/tls/tls.crt");
    assert.equal(pathOutside(view, "/etc/echo"), "/pods/echo/settings");
  });

  it("leaves alone what is not mounted, what only starts alike, and the code itself", () => {
    assert.equal(pathOutside(view, "/etc/hosts"), "/etc/hosts");
    assert.equal(pathOutside(view, "/etc/echoes"), "/etc/echoes");
    assert.equal(pathOutside(view, "/tmp/checkout/main.ts"), "/tmp/checkout/main.ts");
  });

  it("is what every way to a file takes: calls that wait, promises, callbacks, streams and watchers", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "container-"));
    fs.writeFileSync(path.join(folder, "note"), "seen");
    const program = `
      import * as fs from "node:fs";
      import * as promises from "node:fs/promises";
      import { promisify } from "node:util";
      import { text } from "node:stream/consumers";
      const file = "/nowhere/note";
      const seen = [
        fs.readFileSync(file, "utf8"),
        await promises.readFile(new URL("file:///nowhere/note"), "utf8"),
        await promisify(fs.readFile)(file, "utf8"),
        await text(fs.createReadStream(file)),
        fs.existsSync(file),
        fs.statSync(file).size,
      ];
      fs.watch("/nowhere").close();
      fs.renameSync(file, "/nowhere/moved");
      console.log(JSON.stringify(seen), process.env.PLATFORM_CONTAINER);
    `;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", ...["--import", runtime, "--input-type=module", "--eval", program]],
      {
        encoding: "utf8",
        env: { PLATFORM_CONTAINER: JSON.stringify({ mounts: { "/nowhere": folder }, kept: [], ports: {} }) },
      },
    );
    assert.equal(stdout, '["seen","seen","seen","seen",true,4] undefined\n', stderr);
    assert.deepEqual(fs.readdirSync(folder), ["moved"]);
    fs.rmSync(folder, { recursive: true });
  });
});
