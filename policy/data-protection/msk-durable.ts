import { met, must, mustBeSet, mustBeWithin } from "../check.ts";
import { isObject, parsed, property, type Properties, read, type Reading, readingOf } from "../property.ts";
import { fail, type Finding, type StackResource, stackRule, undecided } from "../rule.ts";
import { linkedFrom } from "../stack-links.ts";

const configuration = "aws:msk/configuration:Configuration";
const cluster = "aws:msk/cluster:Cluster";

export const mskDurable = stackRule({
  id: "msk-durable",
  types: [configuration, "aws:msk/topic:Topic", cluster],
  what: "A record that Kafka has acknowledged survives the loss of a zone, and no topic is made by a typing mistake.",
  why: "With fewer copies, or a leader that was behind, acknowledged records are gone without an error; a topic made by itself has one copy.",
  remedy:
    "Set replicationFactor: 3; default.replication.factor=3, min.insync.replicas=2, unclean.leader.election.enable=false and auto.create.topics.enable=false in serverProperties; numberOfBrokerNodes to a multiple of the subnets. EventStream does.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html",
  evaluate: (resource, stack) => {
    switch (resource.type) {
      case configuration:
        return settings(serverProperties(read(resource.props, "serverProperties")), {
          unclean: isExpress(resource, stack) ? "passes" : "fails",
        });
      case cluster:
        return [...spread(resource.props), ...configured(resource)];
      default:
        return [
          ...mustBeWithin(resource.props, "replicationFactor", { least: 3 }),
          ...settings(parsed(read(resource.props, "configs")), { unclean: "passes" }),
        ];
    }
  },
});

/** A file of `name=value` lines, read like an object. */
function serverProperties(text: Reading): Reading {
  if (text.state !== "known" || text.misshapen || typeof text.value !== "string") return text;
  const entries = text.value.split(/\r?\n/).flatMap((line) => {
    const [, name, value = ""] = /^\s*([^#!\s=:][^\s=:]*)\s*[=:\s]\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return readingOf(text.path, Object.fromEntries(entries));
}

/** Of what is not said, only this one is wrong by default: MSK's brokers elect a leader that was behind. */
function settings(from: Reading, { unclean }: { readonly unclean: "passes" | "fails" }): readonly Finding[] {
  const wanted = "settings by which nothing is lost";
  if (from.state === "unknown") return [undecided(from, wanted)];
  if (from.state === "known" && (from.misshapen || !isObject(from.value))) return [fail(from, "no settings", wanted)];
  const atLeast = (name: string, least: number): readonly Finding[] =>
    met(property(from, name), {
      wanted: `at least ${least}`,
      meets: (value) => (typeof value === "string" || typeof value === "number") && Number(value) >= least,
      whenAbsent: "passes",
    });
  const off = (name: string, whenAbsent: "passes" | "fails"): readonly Finding[] =>
    met(property(from, name), { wanted: "false", meets: (value) => String(value) === "false", whenAbsent });
  return [
    ...atLeast("default.replication.factor", 3),
    ...atLeast("min.insync.replicas", 2),
    ...off("unclean.leader.election.enable", unclean),
    ...off("auto.create.topics.enable", "passes"),
  ];
}

/** Express brokers have what is durable built in, and refuse to be told. */
function isExpress(judged: StackResource, stack: readonly StackResource[]): boolean {
  const users = stack.filter(
    (one) =>
      one.type === cluster &&
      linkedFrom(one, stack, { types: [configuration], property: "configurationInfo.arn", names: ["arn"] }).some(
        ({ urn }) => urn === judged.urn,
      ),
  );
  return users.length > 0 && users.every(({ props }) => hasExpressBrokers(props));
}

function hasExpressBrokers(props: Properties): boolean {
  const type = read(props, "brokerNodeGroupInfo.instanceType");
  return type.state === "known" && String(type.value).startsWith("express.");
}

function configured({ props }: StackResource): readonly Finding[] {
  return hasExpressBrokers(props) ? [] : mustBeSet(props, "configurationInfo.arn", "a configuration of ours");
}

function spread(props: Properties): readonly Finding[] {
  const subnets = read(props, "brokerNodeGroupInfo.clientSubnets");
  if (subnets.state !== "known" || !Array.isArray(subnets.value) || subnets.value.length === 0) return [];
  const zones = subnets.value.length;
  return must(props, "numberOfBrokerNodes", {
    wanted: `a multiple of its ${zones} subnets`,
    meets: (value) => typeof value === "number" && value > 0 && value % zones === 0,
  });
}
