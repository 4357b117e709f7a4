import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { passphraseBackend } from "../../cli/engine/passphrase-backend.ts";
import { repository } from "../../cli/repository.ts";
import { seconds } from "./timing.ts";

/** A user's own empty program, as `pulumi new aws-typescript` leaves it: ts-node, CommonJS, one import. */
export interface BareProject {
  /** Seconds of one `pulumi preview` of it, with more arguments. */
  readonly preview: (extra?: readonly string[]) => Promise<number>;
}

/** @param folder empty, and deleted by whoever made it */
export function bareProject(folder: string): BareProject {
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
  fs.writeFileSync(path.join(folder, "package.json"), '{"name":"bare"}');
  fs.writeFileSync(
    path.join(folder, "index.ts"),
    'import * as aws from "@pulumi/aws";\nexport const loaded = typeof aws;\n',
  );
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
  const env = { ...process.env, ...passphraseBackend(folder), PULUMI_SKIP_UPDATE_CHECK: "true" };
  const pulumi = (...args: readonly string[]): void => {
    execFileSync("pulumi", [...args, "-C", folder], { env, stdio: "ignore" });
  };
  pulumi("stack", "init", "dev");
  return {
    preview: (extra = []) =>
      seconds(() => {
        pulumi("preview", "--stack", "dev", "--non-interactive", ...extra);
      }),
  };
}
