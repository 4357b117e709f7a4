import type { ProviderConfiguration } from "../configuration.ts";
import type { Properties } from "../resource-type.ts";

/** Answers one invoke from its arguments alone. */
export type Invoke = (args: Properties, configuration: ProviderConfiguration) => Properties;

/** A service's invokes by token. */
export type Invokes = Readonly<Record<string, Invoke>>;

const identity: Invokes = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account }) => ({
    accountId: account.accountId,
    id: account.accountId,
    arn: `arn:${account.partition}:iam::${account.accountId}:root`,
    userId: account.accountId,
  }),
};

const invokes = new Map([identity].flatMap((table) => Object.entries(table)));

/** The result of an invoke. Throws when nothing here answers it, naming what to add and where. */
export function invoke(token: string, args: Properties, configuration: ProviderConfiguration): Properties {
  const answer = invokes.get(token);
  if (answer === undefined) {
    throw new Error(
      `The one-machine cloud does not answer the invoke "${token}". ` +
        `Pass the value as configuration, or add the invoke to a table in local/provider/invokes/.`,
    );
  }
  return answer(args, configuration);
}
