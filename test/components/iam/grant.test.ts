import assert from "node:assert/strict";
import fc from "fast-check";
import {
  combineGrants,
  type Grant,
  maxInlinePolicyCharacters,
  permissionsDocument,
} from "../../../components/iam/grant.ts";
import { listPrefix, putMetrics, readObjects, readSecret } from "../../../components/iam/grants/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

const objects = (prefix: string): Grant => readObjects({ place, bucketName: "b", prefix, keyAlias: "alias/test-lake" });

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const anyGrant: fc.Arbitrary<Grant> = fc.oneof(
  word.map((prefix) => objects(`${prefix}/`)),
  word.map((prefix) => listPrefix({ place, bucketName: "b", prefix: `${prefix}/`, keyAlias: "alias/test-lake" })),
  word.map((name) => readSecret({ place, name, keyAlias: "alias/test-secrets" })),
  word.map(putMetrics),
);

/** Every action a statement allows on every resource under every condition: what the policy means. */
function meaning(grants: readonly Grant[]): ReadonlySet<string> {
  const list = (value: string | readonly string[] = []): readonly string[] =>
    typeof value === "string" ? [value] : value;
  return new Set(
    grants.flatMap(({ statements }) =>
      statements.flatMap(({ Action, Resource, Condition }) =>
        list(Action).flatMap((action) =>
          list(Resource).map((resource) => JSON.stringify([action, resource, Condition])),
        ),
      ),
    ),
  );
}

describe("combineGrants", () => {
  it("means what its grants mean, and the keys beside", () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 8 }), (grants) => {
        const combined = combineGrants(place, grants);
        const withoutKeys = combined.filter(({ Sid }) => Sid !== "UseKeys");
        assert.deepEqual(meaning([{ statements: withoutKeys, keyAliases: [] }]), meaning(grants));
      }),
    );
  });

  it("is the same for every order and for repeated grants", () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 8 }), (grants) => {
        const combined = combineGrants(place, grants);
        assert.deepEqual(combineGrants(place, [...grants].reverse()), combined);
        assert.deepEqual(combineGrants(place, [...grants, ...grants]), combined);
      }),
    );
  });

  it("names each statement once", () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 8 }), (grants) => {
        const sids = combineGrants(place, grants).map(({ Sid }) => Sid);
        assert.deepEqual(sids, [...new Set(sids)].sort());
      }),
    );
  });

  it("makes one statement of all keys", () => {
    const combined = combineGrants(place, [objects("a/"), readSecret({ place, name: "s", keyAlias: "alias/test-a" })]);
    assert.deepEqual(combined.find(({ Sid }) => Sid === "UseKeys")?.Condition, {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/test-a", "alias/test-lake"] },
    });
  });

  it("fails when a grant is empty", () => {
    assert.throws(() => combineGrants(place, [{ statements: [], keyAliases: ["alias/test-lake"] }]), {
      message: "A grant without statements grants nothing. Leave it out where it is made.",
    });
  });

  it("fails when two statements of one name say different things", () => {
    const other = { Sid: "ReadObjects", Effect: "Allow", Action: "s3:GetObjectTagging", Resource: "r" } as const;
    assert.throws(() => combineGrants(place, [objects("a/"), { statements: [other], keyAliases: [] }]), {
      message:
        'Two statements named "ReadObjects" say different things: {"Sid":"ReadObjects","Effect":"Allow","Action":"s3:GetObject"} and {"Sid":"ReadObjects","Effect":"Allow","Action":"s3:GetObjectTagging"}. Name one of them otherwise.',
    });
  });

  it("fails when a statement takes the name of the keys", () => {
    const other = { Sid: "UseKeys", Effect: "Allow", Action: "kms:Sign", Resource: "r" } as const;
    assert.throws(() => combineGrants(place, [{ statements: [other], keyAliases: ["alias/test-lake"] }]), {
      message: 'The Sid "UseKeys" is kept for the keys of all grants. Name the statement otherwise.',
    });
  });
});

describe("permissionsDocument", () => {
  it("fails when IAM would refuse the size, naming the role", () => {
    const grants = Array.from({ length: 400 }, (_, index) => objects(`prefix-${index}/`));
    assert.throws(() => permissionsDocument(place, "test-huge", grants), {
      message: new RegExp(
        `^The policy of the role "test-huge" has \\d{5} characters; IAM allows ${maxInlinePolicyCharacters}\\.`,
      ),
    });
  });

  it("fails when nothing is granted, naming the role", () => {
    assert.throws(() => permissionsDocument(place, "test-idle", []), {
      message: 'The role "test-idle" is granted nothing. Give it a grant, or leave the role out.',
    });
  });
});
