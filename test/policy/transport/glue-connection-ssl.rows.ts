import { glueConnectionSsl } from "../../../policy/transport/glue-connection-ssl.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const jdbc = "connectionProperties.JDBC_ENFORCE_SSL";
const kafka = "connectionProperties.KAFKA_SSL_ENABLED";

export const table: RuleTable = {
  rule: glueConnectionSsl,
  compliant: {
    "aws:glue/connection:Connection": {
      connectionType: "JDBC",
      connectionProperties: { JDBC_CONNECTION_URL: "jdbc:postgresql://db.example:5432/x", JDBC_ENFORCE_SSL: "true" },
    },
  },
  rows: [
    { kind: "compliant", title: "a database with TLS", findings: [] },
    ...valueRows(jdbc, { bad: ["false", true] }),
    {
      kind: "absent",
      title: "no kind, which is a database",
      change: { connectionType: removed, [jdbc]: removed },
      findings: [`fail ${jdbc}`],
    },
    {
      kind: "absent",
      title: "an empty kind, as a state has it",
      change: { connectionType: "", [jdbc]: removed },
      findings: [`fail ${jdbc}`],
    },
    {
      kind: "absent",
      title: "Kafka, where Glue's default is TLS",
      change: { connectionType: "KAFKA", connectionProperties: { KAFKA_BOOTSTRAP_SERVERS: "b-1.example:9094" } },
      findings: [],
    },
    {
      kind: "violation",
      title: "Kafka without TLS",
      change: { connectionType: "KAFKA", connectionProperties: { KAFKA_SSL_ENABLED: "false" } },
      findings: [`fail ${kafka}`],
    },
    {
      kind: "compliant",
      title: "a network connection, which carries nothing itself",
      change: { connectionType: "NETWORK", connectionProperties: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a kind not known yet",
      change: { connectionType: notKnownYet },
      findings: ["undecided connectionType"],
    },
  ],
};
