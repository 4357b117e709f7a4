import { contracts, type Phase, type Plain, readOutputs } from "../../contracts/stacks/index.ts";
import { UsageError } from "../steps.ts";
import { withExistingStack } from "./operation.ts";
import { type Target } from "./target.ts";

/**
 * What a deployed phase publishes, plain and checked against its contract; `undefined` when it is not deployed.
 *
 * @throws {UsageError} naming every output that does not fit.
 */
export async function readPublished<P extends Phase>(
  target: Target,
  phase: P,
): Promise<Plain<(typeof contracts)[P]> | undefined> {
  const raw = await withExistingStack(target, phase, async (stack) => {
    const outputs = await stack.outputs();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown])); // Pulumi types outputs as any
  });
  if (raw === undefined || Object.keys(raw).length === 0) {
    return undefined;
  }
  const { outputs, problems } = readOutputs(contracts[phase], raw, {
    value: (value) => value,
    unknown: () => undefined,
  });
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => `  - ${path} ${message}`);
    throw new UsageError(
      [
        `${phase} of ${target.environment} does not publish what its contract says:`,
        ...lines,
        `Run: npx platform up ${target.environment} ${phase}`,
      ].join("\n"),
    );
  }
  return outputs as Plain<(typeof contracts)[P]>; // every leaf was validated just above
}
