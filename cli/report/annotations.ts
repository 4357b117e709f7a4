import { type PolicyFinding } from "../../policy/outcome.ts";
import { nameOf } from "../engine/events.ts";
import { projectFolder, type Step } from "../steps.ts";
import { type JudgedStep } from "./run-report.ts";

/** Program of a step, relative to the repository: the file that a finding about one of its resources is shown at. */
export function programOf(step: Step): string {
  const folder = projectFolder(step);
  return folder === "." ? "stacks/front-page/index.ts" : `${folder}/index.ts`;
}

/** Shows what policy found in the pull request, where GitHub runs this. To stderr: stdout may be JSON. */
export function annotate(results: readonly JudgedStep[]): void {
  if (process.env.GITHUB_ACTIONS === "true") {
    process.stderr.write(
      annotations(results)
        .map((line) => `${line}\n`)
        .join(""),
    );
  }
}

/** GitHub's workflow commands: failed findings as errors, undecided ones as warnings. Others are in the report. */
export function annotations(results: readonly JudgedStep[]): readonly string[] {
  return results.flatMap(({ step, policy, afterUp }) => [
    ...policy.failed.map((finding) => annotation("error", step, finding)),
    ...policy.undecided.map((finding) => annotation("warning", step, finding)),
    ...(afterUp?.failed ?? []).map((finding) => annotation("error", step, finding)),
  ]);
}

function annotation(command: "error" | "warning", step: Step, { rule, urn, message }: PolicyFinding): string {
  const title = urn === undefined ? rule : `${rule}: ${nameOf(urn)}`;
  return `::${command} file=${asProperty(programOf(step))},title=${asProperty(title)}::${asData(message)}`;
}

function asData(text: string): string {
  return text.replaceAll(/[%\r\n]/g, encodeURIComponent);
}

/** A property also ends at a colon or a comma. */
function asProperty(text: string): string {
  return text.replaceAll(/[%\r\n:,]/g, encodeURIComponent);
}
