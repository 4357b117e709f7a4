import assert from "node:assert/strict";
import { parse } from "yaml";
import { alertManagerDefinition } from "../../../components/observability/alert-manager.ts";

const topicArns = { critical: "arn:critical", warning: "arn:warning", info: "arn:info" };

interface Config {
  readonly route: {
    readonly receiver: string;
    readonly routes: readonly { readonly receiver: string; readonly matchers: readonly string[] }[];
  };
  readonly receivers: readonly {
    readonly name: string;
    readonly sns_configs: readonly {
      readonly topic_arn: string;
      readonly sigv4: object;
      readonly send_resolved: boolean;
    }[];
  }[];
}

describe("alertManagerDefinition", () => {
  const outer = parse(alertManagerDefinition("eu-central-1", topicArns)) as { alertmanager_config: string };
  const config = parse(outer.alertmanager_config) as Config; // as the alert manager reads it

  it("sends every severity to its topic, signed for the Region, and says when it is over", () => {
    assert.deepEqual(
      config.receivers.map(({ name, sns_configs: [sns] }) => [name, sns?.topic_arn, sns?.sigv4, sns?.send_resolved]),
      (["critical", "warning", "info"] as const).map((severity) => [
        severity,
        topicArns[severity],
        { region: "eu-central-1" },
        true,
      ]),
    );
  });

  it("routes by severity, and what has none to the warnings", () => {
    assert.equal(config.route.receiver, "warning");
    assert.deepEqual(
      config.route.routes.map(({ receiver, matchers }) => [receiver, matchers]),
      ["critical", "warning", "info"].map((severity) => [severity, [`severity="${severity}"`]]),
    );
  });
});
