import assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkInputs, closest } from "../../../../local/provider/declarations/check.ts";
import { Declarations } from "../../../../local/provider/declarations/index.ts";
import type { Properties } from "../../../../local/provider/resource-type.ts";
import { signatureKey, unknown } from "../../../../local/provider/values.ts";

const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const declarations = new Declarations();

async function problems(type: string, inputs: Properties): Promise<string[]> {
  const declaration = await declarations.of(type);
  assert.ok(declaration);
  return checkInputs(type, declaration, inputs).map(({ property, reason }) => `${property}: ${reason}`);
}

const rules = [
  {
    id: "archive",
    status: "Enabled",
    filter: { prefix: "bronze/" },
    transitions: [{ days: 30, storageClass: "GLACIER_IR" }],
  },
];
const valid = { bucket: "raw", rules };

describe("checkInputs", () => {
  it("accepts what the SDK declares, nested objects and lists included", async () => {
    assert.deepEqual(await problems(lifecycle, valid), []);
  });

  it("fails when a nested property is unknown, with its path and the nearest name", async () => {
    const [problem, ...others] = await problems(lifecycle, {
      ...valid,
      rules: [{ ...rules[0], transitions: [{ day: 30, storageClass: "GLACIER" }] }],
    });
    assert.deepEqual(others, []);
    assert.match(problem ?? "", /^rules\[0\]\.transitions\[0\]\.day: .*did you mean "days"\?/);
  });

  it("fails when a list is given for an object, a text for a number, or nothing for a required property", async () => {
    assert.deepEqual(
      (
        await problems(lifecycle, { rules: [{ id: "a", status: "Enabled", filter: [], expiration: { days: "9" } }] })
      ).map((problem) => problem.split(" (")[0]),
      [
        "rules[0].filter: expected an object",
        "rules[0].expiration.days: expected a number, got a string",
        'bucket: missing required property "bucket"',
      ],
    );
  });

  it("never echoes a value", async () => {
    const [problem] = await problems("aws:secretsmanager/secretVersion:SecretVersion", {
      secretId: "s",
      secretString: ["hunter2"],
    });
    assert.equal(problem, "secretString: expected a string, got a list");
  });

  it("accepts an unknown or a reference in the place of any value", async () => {
    const reference = { [signatureKey]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "u", id: "i" };
    const declaration = await declarations.of(lifecycle);
    assert.ok(declaration);
    const paths = fc.constantFrom(
      ["bucket"],
      ["rules"],
      ["rules", "0"],
      ["rules", "0", "filter"],
      ["rules", "0", "transitions", "0", "days"],
    );
    fc.assert(
      fc.property(paths, fc.constantFrom(unknown, reference), (path, stand) => {
        const inputs = replaceAt(valid, path, stand) as Properties; // the root is an object and stays one
        assert.deepEqual(checkInputs(lifecycle, declaration, inputs), []);
      }),
    );
  });

  it("takes an object for a policy document", async () => {
    assert.deepEqual(await problems("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: { Statement: [] } }), []);
    assert.deepEqual(await problems("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: 1 }), [
      "policy: expected a JSON text or an object, got a number",
    ]);
  });

  it("checks Kubernetes manifests", async () => {
    const [problem] = await problems("kubernetes:apps/v1:Deployment", {
      spec: { selector: {}, template: { spec: { containers: [{ name: "a", imagePolicy: "Always" }] } } },
    });
    assert.match(
      problem ?? "",
      /^spec\.template\.spec\.containers\[0\]\.imagePolicy: .*did you mean "imagePullPolicy"/,
    );
  });
});

describe("closest", () => {
  it("suggests a name that differs little and none otherwise", () => {
    assert.equal(closest("bukcet", ["bucket", "acl"]), "bucket");
    assert.equal(closest("encryption", ["bucket", "acl"]), undefined);
  });
});

function replaceAt(value: unknown, [name, ...rest]: readonly string[], stand: unknown): unknown {
  if (name === undefined) return stand;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === name ? replaceAt(item, rest, stand) : (item as unknown)));
  }
  const object = value as Properties; // the paths above lead through objects and lists
  return { ...object, [name]: replaceAt(object[name], rest, stand) };
}
