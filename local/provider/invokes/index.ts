import type { ProviderConfiguration } from "../configuration.ts";
import type { Properties } from "../resource-type.ts";
import { invokes as account } from "./account.ts";
import { invokes as services } from "./services.ts";

const answers = new Map([account, services].flatMap((table) => Object.entries(table)));

/** The result of an invoke. Throws when nothing here answers it, naming what to add and where. */
export function invoke(token: string, args: Properties, configuration: ProviderConfiguration): Properties {
  const answer = answers.get(token);
  if (answer === undefined) {
    throw new Error(
      `The one-machine cloud does not answer the invoke "${token}". ` +
        `Pass the value as configuration, or add the invoke to a table in local/provider/invokes/.`,
    );
  }
  return answer(args, configuration);
}
