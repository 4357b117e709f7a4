import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { configDirectory } from "../repository.ts";
import { allSteps, projectFolder } from "../steps.ts";

/**
 * A second view of the repository's Pulumi projects whose environment file is a copy.
 *
 * Pulumi writes its secrets provider's salt into the environment file, and reads the encrypted keys there. For the
 * one-machine cloud, and for a preview without credentials, that must not touch (or need) the file in the repository.
 * Programs are links: Node resolves them to the repository, so they run as they are.
 */
export function makeShadow(repository: string, folder: string, environment: string): void {
  linkProjects(repository, folder);
  copyEnvironmentFile(folder, environment);
}

/** A view of the repository's Pulumi projects beside an environment file that lies elsewhere, which Pulumi may write to. */
export function makeView(repository: string, folder: string, environmentFile: string): void {
  linkProjects(repository, folder);
  link(environmentFile, path.join(folder, path.basename(environmentFile)));
}

function linkProjects(repository: string, folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const shared of ["package.json", "node_modules"]) {
    link(path.join(repository, shared), path.join(folder, shared));
  }
  for (const step of allSteps) {
    const project = projectFolder(step);
    const source = path.join(repository, project);
    fs.mkdirSync(path.join(folder, project), { recursive: true });
    const entries = project === "." ? ["Pulumi.yaml"] : fs.readdirSync(source);
    for (const entry of entries) {
      link(path.join(source, entry), path.join(folder, project, entry));
    }
  }
  // The front page's program lives beside the phases, and its project at the top points there.
  link(path.join(repository, "stacks/front-page"), path.join(folder, "stacks/front-page"));
}

/** Copies what a person configured, and keeps the salt that Pulumi wrote into an earlier copy. */
function copyEnvironmentFile(folder: string, environment: string): void {
  const name = `Pulumi.${environment}.yaml`;
  const copy = path.join(folder, name);
  const document = parseDocument(fs.readFileSync(path.join(configDirectory(), name), "utf8"));
  for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) {
    document.delete(key);
  }
  const salt: unknown = fs.existsSync(copy)
    ? parseDocument(fs.readFileSync(copy, "utf8")).get("encryptionsalt")
    : undefined;
  if (typeof salt === "string") {
    document.set("encryptionsalt", salt);
  }
  fs.writeFileSync(copy, document.toString());
}

function link(target: string, at: string): void {
  if (fs.existsSync(at) && fs.realpathSync(at) === fs.realpathSync(target)) {
    return;
  }
  fs.rmSync(at, { force: true, recursive: true });
  fs.symlinkSync(target, at);
}
