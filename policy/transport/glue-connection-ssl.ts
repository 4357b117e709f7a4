import { mustBe } from "../check.ts";
import { read } from "../property.ts";
import { resourceRule, undecided } from "../rule.ts";

const jdbc = "connectionProperties.JDBC_ENFORCE_SSL";
const kafka = "connectionProperties.KAFKA_SSL_ENABLED";

export const glueConnectionSsl = resourceRule({
  id: "glue-connection-ssl",
  types: ["aws:glue/connection:Connection"],
  what: "A Glue connection to a database or to Kafka uses TLS.",
  why: "Jobs send the password and read whole tables over it.",
  remedy: 'Set connectionProperties.JDBC_ENFORCE_SSL: "true", or KAFKA_SSL_ENABLED: "true" for Kafka.',
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-connections.html",
  evaluate: ({ props }) => {
    const kind = read(props, "connectionType");
    if (kind.state === "unknown") return [undecided(kind, "a kind of connection of which it is known how it uses TLS")];
    switch (kind.state === "absent" ? "JDBC" : kind.value) {
      case "":
      case "JDBC":
        return mustBe(props, jdbc, ["true"]);
      case "KAFKA":
        // Glue's default is "true".
        return mustBe(props, kafka, ["true"], "passes");
      default:
        return [];
    }
  },
});
