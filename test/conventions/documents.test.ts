import assert from "node:assert/strict";
import * as path from "node:path";
import { type Command } from "commander";
import { platformProgram } from "../../cli/program.ts";
import { allSteps } from "../../cli/steps.ts";
import { environments } from "../../stacks/platform-config.ts";
import { exists, textOf, trackedFiles } from "./sources.ts";

const documents = trackedFiles(/\.md$/);
const program = platformProgram();

interface Found {
  readonly place: string;
  readonly text: string;
}

/** What a pattern's first group finds in the files. */
function findAll(pattern: RegExp, files = documents): readonly Found[] {
  return files.flatMap((file) =>
    textOf(file)
      .split("\n")
      .flatMap((line, index) =>
        [...line.matchAll(pattern)].map(([, text = ""]) => ({ place: `${file}:${index + 1}`, text: text.trim() })),
      ),
  );
}

/** A word that stands for others, for example `<environment>`. */
const isPlaceholder = (word: string): boolean => /^[<…]/.test(word);

/** Why commander would not take these words; `undefined` when it would. */
function problemOf(line: string, of: Command = program): string | undefined {
  const [name = "", ...words] = line.split(/\s+/);
  if (isPlaceholder(name) || name === "--help" || (name === "" && of !== program)) {
    return undefined;
  }
  const command = of.commands.find((one) => one.name() === name);
  if (command === undefined) {
    return `there is no command ${name}`;
  }
  return command.commands.length > 0 ? problemOf(words.join(" "), command) : problemOfArguments(command, words);
}

function problemOfArguments(command: Command, words: readonly string[]): string | undefined {
  const unknown = words.find(
    (word) =>
      word.startsWith("--") && word !== "--help" && !command.options.some(({ long }) => long === word.split("=")[0]),
  );
  if (unknown !== undefined) {
    return `${command.name()} has no option ${unknown}`;
  }
  const given = words.filter((word) => !word.startsWith("--") && !isPlaceholder(word));
  const { registeredArguments: declared } = command;
  for (const [index, word] of given.entries()) {
    const argument = declared[Math.min(index, declared.length - 1)];
    if (argument === undefined || (index >= declared.length && !argument.variadic)) {
      return `${command.name()} takes no ${word}`;
    }
    const allowed: readonly string[] | undefined = { environment: environments, phases: allSteps }[argument.name()];
    if (allowed?.includes(word) === false) {
      return `${argument.name()} has no ${word}`;
    }
  }
  return undefined;
}

function problemsIn(found: readonly Found[], problem: (text: string) => string | undefined): readonly string[] {
  return found.flatMap(({ place, text }) => {
    const why = problem(text);
    return why === undefined ? [] : [`${place}: ${text}: ${why}`];
  });
}

describe("documents", () => {
  it("name commands of platform that there are, with phases and environments that there are", () => {
    const commands = findAll(/npx platform ([^`#\n|]+)/g).map(({ place, text }) => ({
      place,
      text: text.replace(/[.,;:)]+$/, ""),
    }));
    assert.ok(commands.length > 10, "hardly a command: is the pattern still right?");
    assert.deepEqual(
      problemsIn(commands, (line) => problemOf(line)),
      [],
    );
  });

  it("and messages name npm scripts that there are", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> }; // npm's own format
    const named = findAll(/\bnpm (?:run )?((?<=run )[\w:-]+|start|test)\b/g, [...documents, ...trackedFiles(/\.ts$/)]);
    assert.ok(named.length > 3, "hardly a script: is the pattern still right?");
    assert.deepEqual(
      problemsIn(named, (name) => (name in scripts ? undefined : "no such script")),
      [],
    );
  });

  it("name Pulumi projects that there are", () => {
    const folders = findAll(/pulumi [^`]*-C ([\w./<>-]+)/g);
    assert.ok(folders.length > 0);
    assert.deepEqual(
      problemsIn(folders, (folder) =>
        folder.includes("<") || exists(path.join(folder, "Pulumi.yaml")) ? undefined : "no Pulumi project",
      ),
      [],
    );
  });

  it("link to files that there are", () => {
    const links = findAll(/\]\(([^)\s]+)\)/g).filter(({ text }) => !/^(https?:|mailto:|#)/.test(text));
    assert.ok(links.length > 0);
    const broken = links.filter(({ place, text }) => {
      const [document = ""] = place.split(":");
      return !exists(path.join(path.dirname(document), text.split("#")[0] ?? ""));
    });
    assert.deepEqual(broken, []);
  });

  it("name files of the repository that there are", () => {
    const named = findAll(/`((?:cli|components|contracts|docs|local|policy|stacks|test|workloads)\/[\w./-]+)`/g);
    assert.ok(named.length > 10);
    assert.deepEqual(
      problemsIn(named, (file) => (exists(file) ? undefined : "no such file")),
      [],
    );
  });
});
