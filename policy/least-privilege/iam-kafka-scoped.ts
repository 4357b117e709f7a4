import { namesWholeService } from "../iam/judge.ts";
import { type PolicyDocument, type Statement } from "../iam/document.ts";
import {
  grantingDocuments,
  identityPolicyTypes,
  isNamedLike,
  judgeIdentityPolicies,
} from "../iam/identity-policies.ts";
import { all, allows, type Answer, any, nameIn, namesAction, not, some } from "../iam/judge.ts";
import { matchesPattern } from "../pattern.ts";
import { advice, fail, type Finding, resourceRule } from "../rule.ts";

export const iamKafkaScoped = resourceRule({
  id: "iam-kafka-scoped",
  types: [...identityPolicyTypes],
  what: "A client of Kafka has named topics and groups of a named cluster, and alters no cluster.",
  why: "Topics of all environments may live in one account: with a wildcard, one workload reads and writes what every other one owns.",
  remedy:
    "Name cluster, topic and group in the ARN, for example topic/dev-events/*/iot.telemetry; our useKafka writes the statements from the contract.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html",
  settings: {
    administrators: {
      what: "Names of the roles, or policies, that may alter a cluster, by patterns.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*-kafka-admin", "*-replication", "*-replicator"],
    },
  },
  evaluate: (resource, { administrators }) => [
    ...judgeIdentityPolicies(resource, {
      found: "for every cluster, topic or group of Kafka, or to alter a cluster",
      wanted: "for named clusters, topics and groups, and without kafka-cluster:AlterCluster",
      breaks: (statement) =>
        all(
          allows(statement),
          any(
            all(namesKafka(statement), some(statement.resources, isWide)),
            all(altersCluster(statement), not(isNamedLike(resource, administrators))),
          ),
        ),
    }),
    ...advice(grantingDocuments(resource).flatMap(judgeConnect)),
  ],
});

function namesKafka({ actions }: Statement): Answer {
  return some(actions, (action) => /^(kafka-cluster:|\*+$)/i.test(action));
}

/** All of a service is the finding of `iam-no-service-wildcard`. */
function altersCluster({ actions }: Statement): Answer {
  return some(actions, (action) => takesIn(action, "AlterCluster") && !namesWholeService(action));
}

function takesIn(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), `kafka-cluster:${action}`.toLowerCase());
}

/** Whether a resource leaves the cluster open, or the topic, group or transaction in it. */
function isWide(resource: string): boolean {
  const last = nameIn(resource);
  if (last === undefined) return matchesPattern(resource, "arn:aws:kafka:::topic/any/any/any");
  const [kind = "", cluster, , ...name] = last.split("/");
  const named = kind === "cluster" ? [kind, cluster] : [kind, cluster, name.length === 0 ? undefined : name.join("/")];
  return named.some((part) => part === undefined || /^[*?]*$/.test(part));
}

/** Whoever may use topics and cannot connect may do nothing. */
function judgeConnect(document: PolicyDocument): readonly Finding[] {
  if (document.state !== "known") return [];
  const named = (action: string): Answer =>
    any(...document.statements.map((statement) => all(allows(statement), namesAction(statement, action))));
  const uses = any(named("kafka-cluster:WriteData"), named("kafka-cluster:ReadData"));
  if (uses !== "yes" || named("kafka-cluster:Connect") !== "no") return [];
  return [fail(document, "for topics, without kafka-cluster:Connect", "for Connect on the cluster as well")];
}
