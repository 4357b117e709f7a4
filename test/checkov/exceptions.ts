import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Check, type Finding } from "./judge.ts";

const exception = z.strictObject({
  /** Checkov's id of the check. */
  check: z.string().regex(/^CKV2?_[A-Z0-9]+_\d+$/),
  /** What may fail it, as the findings name it; `*` stands for any characters. */
  resource: z.string().min(1),
  /** Where; everywhere when absent. */
  environments: z.array(z.string()).optional(),
  /** Why the check is wrong here, or what stands in for what it asks. */
  reason: z.string().min(40),
  /** Who decides anew when it expires: a phase, or an area of components. */
  owner: z.string().min(1),
  /** Last day on which it holds. */
  expires: z.iso.date(),
});

/** A failed check that is let pass. */
export type Exception = z.infer<typeof exception>;

/** The exceptions of `exceptions.yaml`. */
export function readExceptions(): readonly Exception[] {
  return z.array(exception).parse(parse(fs.readFileSync(path.join(import.meta.dirname, "exceptions.yaml"), "utf8")));
}

/** Whether this exception is about this finding. */
export function excepts(exception: Exception, environment: string, [check, resource]: Finding): boolean {
  const { environments = [environment] } = exception;
  const pattern = exception.resource.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return (
    exception.check === check && environments.includes(environment) && RegExp(`^${pattern.join(".*")}$`).test(resource)
  );
}

/** Categories of checks on encryption, on what the network lets in, on who may do what, and on secrets in the open. */
const neverExcepted = ["ENCRYPTION", "NETWORKING", "IAM", "SECRETS"];

/** Checks of those categories that ask whether a thing is used, not what it lets in. */
const aboutUse = ["CKV2_AWS_5"];

/** Some checks on the same are filed under other categories, for example "block public ACLs". */
const namesWhatIsNeverExcepted =
  /public|encrypt|kms|cmk|tls|ssl|unrestricted|0\.0\.0\.0|\biam\b|privilege|wildcard|"\*"/i;

/** What is wrong with the exceptions themselves: one line each. */
export function problemsOf(
  exceptions: readonly Exception[],
  checks: Readonly<Record<string, Check>>,
  today: string,
): readonly string[] {
  return exceptions.flatMap(({ check: id, resource, expires }) => {
    const place = `${id} on ${resource}`;
    const check = checks[id];
    if (check === undefined) {
      return [`${place}: Checkov has no such check`];
    }
    const grave =
      !aboutUse.includes(id) &&
      (check.categories.some((category) => neverExcepted.includes(category)) ||
        namesWhatIsNeverExcepted.test(check.name));
    return [
      ...(grave
        ? [`${place}: no exception from "${check.name}" (${check.categories.join(", ")}): fix the resource`]
        : []),
      ...(expires < today ? [`${place}: expired on ${expires}: fix the resource, or decide anew`] : []),
    ];
  });
}
