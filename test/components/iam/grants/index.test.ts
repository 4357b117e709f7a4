import assert from "node:assert/strict";
import { combineGrants, type Grant } from "../../../../components/iam/grant.ts";
import * as grants from "../../../../components/iam/grants/index.ts";
import { type Statement } from "../../../../components/iam/policy-document.ts";
import { kafkaAccess } from "../../../../contracts/events/access.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const keyAlias = "alias/test-lake";
const objects = { place, bucketName: "b", prefix: "in/", keyAlias };
const channel = { place, name: "test-x", keyAlias };
const cluster = { place, clusterName: "test-events", clusterUuid: "u" };

/** One grant of every kind. A function without a row here fails the first test. */
const examples: Readonly<Record<keyof typeof grants, Grant>> = {
  readObjects: grants.readObjects(objects),
  writeObjects: grants.writeObjects(objects),
  replaceObjects: grants.replaceObjects(objects),
  listPrefix: grants.listPrefix(objects),
  listBucket: grants.listBucket(objects),
  replicateFrom: grants.replicateFrom({ place, bucketName: "b", keyAlias }),
  replicateTo: grants.replicateTo({
    place: { ...place, region: "eu-west-1" },
    bucketName: "c",
    keyArn: "arn:aws:kms:eu-west-1:111111111111:key/copies",
    otherAccount: true,
  }),
  writeTablesOfBucket: grants.writeTablesOfBucket({
    bucketArn: "arn:aws:s3tables:eu-central-1:111111111111:bucket/test-t",
    namespace: "n",
    tables: ["t"],
    keyAlias,
  }),
  readSecret: grants.readSecret(channel),
  rotateSecret: grants.rotateSecret(channel),
  readTables: grants.readTables({ place, database: "d", tables: ["t"] }),
  writeTables: grants.writeTables({ place, database: "d", tables: ["t"] }),
  useLakeFormation: grants.useLakeFormation(),
  readSchemas: grants.readSchemas({ place, registry: "r" }),
  sendMessages: grants.sendMessages(channel),
  consumeMessages: grants.consumeMessages(channel),
  publishTo: grants.publishTo(channel),
  describeKafka: grants.describeKafka(cluster),
  useKafka: grants.useKafka(cluster, kafkaAccess["raw-landing"]),
  generateMac: grants.generateMac({ place, keyAlias: "alias/test-device-tokens" }),
  readItems: grants.readItems({ place, tableName: "test-t", indexes: ["by-day"], keyAlias }),
  writeItems: grants.writeItems({ place, tableName: "test-t", keyAlias }),
  writeLogs: grants.writeLogs(channel),
  readMetrics: grants.readMetrics(place),
  writeMetrics: grants.writeMetrics(place),
  readCloudWatch: grants.readCloudWatch(),
  putMetrics: grants.putMetrics("EventPlatform/Collector"),
};

/** Actions for which IAM knows no resource, with what bounds them instead. */
const withoutResource: Readonly<Record<string, string>> = {
  "cloudwatch:GetMetricData": "metrics have no resources; what they tell is counts",
  "cloudwatch:ListMetrics": "a listing",
  "cloudwatch:PutMetricData": "a condition on the namespace",
  "glue:GetSchemaVersion": "looked up by a version's ID, which names no registry; schemas are no secret",
  "lakeformation:GetDataAccess": "Lake Formation's own permissions",
  "secretsmanager:GetRandomPassword": "it touches nothing",
};

const list = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

function statementsOf(grant: Grant): readonly Statement[] {
  return combineGrants(place, [grant]);
}

describe("every grant", () => {
  it("is looked at here", () => {
    assert.deepEqual(Object.keys(examples).sort(), Object.keys(grants).sort());
  });

  it("names its actions", () => {
    for (const [name, grant] of Object.entries(examples)) {
      const actions = statementsOf(grant).flatMap(({ Action }) => list(Action));
      assert.ok(actions.length > 0, name);
      assert.deepEqual(
        actions.filter((action) => action.includes("*")),
        [],
        name,
      );
    }
  });

  it("names its resources, but for actions that know none", () => {
    for (const [name, grant] of Object.entries(examples)) {
      const unbound = statementsOf(grant)
        .filter(({ Resource }) => list(Resource).includes("*"))
        .flatMap(({ Action }) => list(Action))
        .filter((action) => !(action in withoutResource));
      assert.deepEqual(unbound, [], name);
    }
  });

  it("stays in its account", () => {
    const elsewhere = Object.values(examples)
      .flatMap(statementsOf)
      .flatMap(({ Resource }) => list(Resource))
      .filter((arn) => arn !== "*" && !arn.startsWith("arn:aws:s3:::") && !arn.includes(":111111111111:"));
    assert.deepEqual(elsewhere, []);
  });

  it("goes together with every other in one role", () => {
    assert.doesNotThrow(() => combineGrants(place, Object.values(examples)));
  });
});

describe("grants on objects", () => {
  it("are for a prefix", () => {
    assert.deepEqual(grants.readObjects(objects).statements[0]?.Resource, "arn:aws:s3:::b/in/*");
  });

  it("list a prefix and nothing beside it", () => {
    assert.deepEqual(grants.listPrefix(objects).statements[0]?.Condition, {
      StringLike: { "s3:prefix": ["in/", "in/*"] },
    });
  });

  it("fail for a prefix that other prefixes start with", () => {
    assert.throws(() => grants.readObjects({ ...objects, prefix: "in" }), {
      message:
        'The prefix "in" of the bucket b would take in others; allowed: one that ends with a slash and starts with none, or an empty one for the whole bucket.',
    });
  });
});

describe("grants on tables", () => {
  it("let a writer commit, but neither make nor drop a table", () => {
    assert.deepEqual(grants.writeTables({ place, database: "d", tables: ["t"] }).statements[0], {
      Sid: "WriteTables",
      Effect: "Allow",
      Action: ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"],
      Resource: [
        "arn:aws:glue:eu-central-1:111111111111:catalog",
        "arn:aws:glue:eu-central-1:111111111111:database/d",
        "arn:aws:glue:eu-central-1:111111111111:table/d/t",
      ],
    });
  });

  it("fail when no table is named", () => {
    assert.throws(() => grants.readTables({ place, database: "d", tables: [] }), {
      message: 'No table of the Glue database "d" is named; name those the workload uses.',
    });
  });
});

describe("grants on tables of S3 Tables", () => {
  it("are for tables by name, whose ARNs have IDs that nobody knows before", () => {
    const tables = { bucketArn: "arn:aws:s3tables:eu-central-1:111111111111:bucket/b", namespace: "n", keyAlias };
    const [, write] = grants.writeTablesOfBucket({ ...tables, tables: ["t"] }).statements;
    assert.deepEqual(write?.Condition, { StringEquals: { "s3tables:namespace": "n", "s3tables:tableName": ["t"] } });
    assert.throws(() => grants.writeTablesOfBucket({ ...tables, tables: [] }), {
      message: 'No table of the namespace "n" is named; name those the workload uses.',
    });
  });
});

describe("grants on metrics", () => {
  it("are for one namespace", () => {
    assert.deepEqual(grants.putMetrics("EventPlatform/Collector").statements[0]?.Condition, {
      StringEquals: { "cloudwatch:namespace": "EventPlatform/Collector" },
    });
  });
});

describe("grants on Kafka", () => {
  it("are those that contracts/events declares for the workload", () => {
    assert.deepEqual(
      grants.useKafka(cluster, kafkaAccess.collector).statements.map(({ Sid }) => Sid),
      ["Connect", "Produce", "ProduceIdempotently"],
    );
  });
});
