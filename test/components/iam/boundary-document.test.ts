import assert from "node:assert/strict";
import fc from "fast-check";
import {
  deploymentBoundaryDocument,
  maxManagedPolicyCharacters,
  workloadBoundaryDocument,
} from "../../../components/iam/boundary-document.ts";
import { combineGrants, type Grant } from "../../../components/iam/grant.ts";
import * as grants from "../../../components/iam/grants/index.ts";
import { kafkaAccess } from "../../../contracts/events/access.ts";
import { letsThrough, type PolicyRequest, valuesOf } from "../../support/boundary.ts";

const place = { environment: "dev", accountId: "111111111111", region: "eu-central-1" };
const regions = ["eu-central-1", "eu-west-1"];
const workload = workloadBoundaryDocument(place, regions);
const pipelineRoles = ["arn:aws:iam::111111111111:role/dev-preview", "arn:aws:iam::111111111111:role/dev-deploy"];
const deployment = deploymentBoundaryDocument(place, regions, pipelineRoles);

/** Every request that a grant allows, with `*` filled in. */
function requestsOf(grant: Grant): readonly PolicyRequest[] {
  return combineGrants(place, [grant]).flatMap(({ Action, Resource }) =>
    valuesOf(Action).flatMap((action) =>
      valuesOf(Resource).map((resource) => ({ action, resource: resource.replaceAll(/[*?]/g, "x") })),
    ),
  );
}

describe("workloadBoundaryDocument", () => {
  it("lets through all that grants on the environment's resources allow", () => {
    const name = fc.stringMatching(/^dev-[a-z]{1,10}$/);
    const keyAlias = "alias/dev-lake";
    const everyKind = (what: string): readonly Grant[] => [
      grants.replaceObjects({ place, bucketName: what, prefix: "in/", keyAlias }),
      grants.listPrefix({ place, bucketName: what, prefix: "in/", keyAlias }),
      grants.rotateSecret({ place, name: what, keyAlias }),
      grants.readSecret({ place, name: `AmazonMSK_${what}`, keyAlias }),
      grants.writeTables({ place, database: "dl_raw", tables: ["telemetry"] }),
      grants.useLakeFormation(),
      grants.readSchemas({ place, registry: what }),
      grants.sendMessages({ place, name: what, keyAlias }),
      grants.consumeMessages({ place, name: what, keyAlias }),
      grants.publishTo({ place, name: what, keyAlias }),
      grants.describeKafka({ place, clusterName: what }),
      grants.useKafka({ place, clusterName: what }, kafkaAccess["raw-landing"]),
      grants.useKafka({ place, clusterName: what }, kafkaAccess.collector),
      grants.readItems({ place, tableName: what, indexes: ["i"], keyAlias }),
      grants.writeItems({ place, tableName: what, keyAlias }),
      grants.writeLogs({ place, name: what }),
      grants.putMetrics("EventPlatform"),
    ];
    fc.assert(
      fc.property(name, (what) => {
        const stopped = everyKind(what)
          .flatMap(requestsOf)
          .filter((request) => !letsThrough(workload, request));
        assert.deepEqual(stopped, []);
      }),
    );
  });

  it("stops what no workload does", () => {
    const never = [
      ["iam:CreateUser", "arn:aws:iam::111111111111:user/x"],
      ["iam:CreateRole", "arn:aws:iam::111111111111:role/dev-x"],
      ["iam:PutRolePolicy", "arn:aws:iam::111111111111:role/dev-x"],
      ["organizations:LeaveOrganization", "*"],
      ["account:CloseAccount", "*"],
      ["kms:ScheduleKeyDeletion", "arn:aws:kms:eu-central-1:111111111111:key/x"],
      ["kms:CreateAlias", "arn:aws:kms:eu-central-1:111111111111:alias/dev-pii"],
      ["iam:CreateInstanceProfile", "arn:aws:iam::111111111111:instance-profile/dev-nodes"],
      ["kms:PutKeyPolicy", "arn:aws:kms:eu-central-1:111111111111:key/x"],
      ["cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-central-1:111111111111:trail/dev-trail"],
      ["config:StopConfigurationRecorder", "*"],
      ["logs:DeleteLogGroup", "arn:aws:logs:eu-central-1:111111111111:log-group:dev-x"],
      ["s3:PutBucketPolicy", "arn:aws:s3:::dev-x"],
      ["s3:PutAccountPublicAccessBlock", "*"],
      ["ec2:DisableEbsEncryptionByDefault", "*"],
    ] as const;
    const letIn = never.filter(([action, resource]) => letsThrough(workload, { action, resource }));
    assert.deepEqual(letIn, []);
  });

  it("stops work in other Regions", () => {
    const request = { action: "s3:GetObject", resource: "arn:aws:s3:::dev-x/y" };
    assert.ok(letsThrough(workload, { ...request, context: { "aws:RequestedRegion": "eu-west-1" } }));
    assert.ok(!letsThrough(workload, { ...request, context: { "aws:RequestedRegion": "us-west-2" } }));
  });

  it("keeps away from the data of other environments in the same account", () => {
    assert.ok(!letsThrough(workload, { action: "s3:PutObject", resource: "arn:aws:s3:::test-x/y" }));
    const secret = (name: string): PolicyRequest => ({
      action: "secretsmanager:GetSecretValue",
      resource: `arn:aws:secretsmanager:eu-central-1:111111111111:secret:${name}-abcdef`,
    });
    assert.ok(letsThrough(workload, secret("AmazonMSK_dev-collector")));
    assert.ok(!letsThrough(workload, secret("AmazonMSK_test-collector")));
  });

  it("lets the environment's own roles go to the services that run them, and to no other", () => {
    const pass = (role: string, service: string): boolean =>
      letsThrough(workload, {
        action: "iam:PassRole",
        resource: `arn:aws:iam::111111111111:role/${role}`,
        context: { "iam:PassedToService": service },
      });
    assert.ok(pass("dev-nodes", "ec2.amazonaws.com"));
    assert.ok(!pass("administrator", "ec2.amazonaws.com"));
    assert.ok(!pass("dev-nodes", "cloudformation.amazonaws.com"));
  });

  it("fails where Regions make it longer than IAM allows", () => {
    const many = Array.from({ length: 20 }, (_, index) => `eu-central-${index}`);
    assert.throws(
      () => workloadBoundaryDocument(place, many),
      /The boundary "boundary" has \d+ characters; IAM allows 6144 in a managed policy\. Name fewer Regions in foundation:additionalRegions\./,
    );
  });

  it("fits into a managed policy, for the longest environment and three Regions", () => {
    const document = workloadBoundaryDocument({ ...place, environment: "local" }, [...regions, "us-gov-west-1"]);
    assert.ok(document.length <= maxManagedPolicyCharacters, `${document.length} characters`);
  });
});

describe("deploymentBoundaryDocument", () => {
  const role = "arn:aws:iam::111111111111:role/dev-raw-landing";

  it("lets roles and infrastructure be made", () => {
    assert.ok(letsThrough(deployment, { action: "iam:CreateRole", resource: role }));
    assert.ok(letsThrough(deployment, { action: "kafka:CreateClusterV2", resource: "*" }));
  });

  it("keeps the boundaries, the pipeline's own roles, the audit trail and lasting credentials from it", () => {
    const never = [
      ["iam:CreatePolicyVersion", "arn:aws:iam::111111111111:policy/dev-boundary"],
      ["iam:DeletePolicy", "arn:aws:iam::111111111111:policy/dev-deployment-boundary"],
      ["iam:DeleteRolePermissionsBoundary", role],
      ["iam:PutRolePolicy", "arn:aws:iam::111111111111:role/dev-deploy"],
      ["iam:UpdateAssumeRolePolicy", "arn:aws:iam::111111111111:role/dev-preview"],
      ["iam:CreateAccessKey", "arn:aws:iam::111111111111:user/x"],
      ["cloudtrail:StopLogging", "*"],
      ["organizations:LeaveOrganization", "*"],
    ] as const;
    const letIn = never.filter(([action, resource]) => letsThrough(deployment, { action, resource }));
    assert.deepEqual(letIn, []);
  });

  it("fits into a managed policy", () => {
    assert.ok(deployment.length <= maxManagedPolicyCharacters, `${deployment.length} characters`);
  });
});
