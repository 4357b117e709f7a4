import assert from "node:assert/strict";
import { type CallingService, keyPolicy, type KeyUsers } from "../../../components/foundation/key-policy.ts";
import { keyUsers } from "../../../components/foundation/key-users.ts";
import { type Statement } from "../../../components/iam/policy-document.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const root = { AWS: "arn:aws:iam::111111111111:root" };

function statements(users: Partial<KeyUsers> = {}): readonly Statement[] {
  const document: unknown = JSON.parse(keyPolicy(place, { services: [], through: [], ...users }));
  return (document as { Statement: readonly Statement[] }).Statement; // built by the function under test
}

function statement(sid: string, users?: Partial<KeyUsers>): Statement | undefined {
  return statements(users).find(({ Sid }) => Sid === sid);
}

const administers = statement("AccountAdministers");

describe("keyPolicy", () => {
  it("lets the account administer without a condition, so that nobody is locked out", () => {
    assert.ok(administers !== undefined);
    assert.deepEqual(administers.Principal, root);
    assert.equal(administers.Condition, undefined);
    assert.ok(administers.Action.includes("kms:Put*"), "the key policy can always be put again");
  });

  it("keeps use out of administration", () => {
    const matches = (action: string): boolean =>
      [administers?.Action ?? []]
        .flat()
        .some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action));
    const usesOfKeys = ["Encrypt", "Decrypt", "ReEncryptFrom", "GenerateDataKey", "GenerateMac", "Sign", "CreateGrant"];
    assert.deepEqual(
      usesOfKeys.filter((action) => matches(`kms:${action}`)),
      [],
    );
    assert.ok(matches("kms:ScheduleKeyDeletion"));
  });

  it("lets only roles of the environment use a key that names nobody else", () => {
    assert.deepEqual(
      statements().map(({ Sid }) => Sid),
      ["AccountAdministers", "RolesOfTheEnvironmentUse"],
    );
    assert.deepEqual(statement("RolesOfTheEnvironmentUse")?.Condition, {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/test-*" },
    });
  });

  it("lets other identities use it through the services it names, in its Region", () => {
    assert.deepEqual(statement("IdentitiesUseThroughServices", { through: ["s3"] })?.Condition, {
      StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
    });
  });

  it("lets identities make grants for AWS resources only, and only where a service keeps one", () => {
    const grants = (...through: readonly CallingService[]): unknown =>
      statement("IdentitiesGrantToServices", { through })?.Condition;
    assert.equal(grants("s3", "sns"), undefined);
    assert.deepEqual(grants("s3", "kafka"), { Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  for (const user of keyUsers) {
    it(`binds ${user} to this account`, () => {
      const [, , ...own] = statements({ services: [user] });
      assert.ok(own.length > 0);
      for (const { Sid, Condition } of own) {
        assert.match(JSON.stringify(Condition), /111111111111/, Sid);
      }
    });
  }

  it("gives every statement an ID of its own when all services use one key", () => {
    const sids = statements({ services: keyUsers, through: ["s3", "ec2"] }).map(({ Sid }) => Sid);
    assert.deepEqual(sids, [...new Set(sids)]);
  });

  it("lets EventBridge publish to the environment's topics by encryption context, as source keys do not work there", () => {
    const { Condition } = statement("EventBridgeToSns", { services: ["eventbridge-to-sns"] }) ?? {};
    assert.deepEqual(Condition, {
      ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:eu-central-1:111111111111:test-*" },
    });
  });
});
