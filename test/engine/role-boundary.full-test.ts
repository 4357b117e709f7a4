import assert from "node:assert/strict";
import { type GuardStatement } from "../../components/iam/policy-document.ts";
import { type PlannedResource, plannedResources } from "../checkov/planned.ts";
import { letsThrough, valuesOf } from "../support/boundary.ts";

/** A value for each condition that the boundary makes, as the platform's controllers meet it. */
const context = {
  "iam:PassedToService": "ec2.amazonaws.com",
  "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com",
};

describe("the roles of all phases", function () {
  this.timeout(900_000);
  let planned: readonly PlannedResource[];

  before(async () => {
    planned = await plannedResources("dev");
  });

  const ofType = (type: string): readonly PlannedResource[] => planned.filter((resource) => resource.type === type);

  it("have the boundary of the environment", () => {
    const roles = ofType("aws:iam/role:Role");
    assert.ok(roles.length > 10, "hardly a role: are all phases planned?");
    const others = roles.filter(
      ({ inputs }) => inputs.permissionsBoundary !== "arn:aws:iam::111111111111:policy/dev-boundary",
    );
    assert.deepEqual(
      others.map(({ urn }) => urn),
      [],
    );
  });

  it("are let through the boundary with all that they are granted", () => {
    const boundary = ofType("aws:iam/policy:Policy").find(({ inputs }) => inputs.name === "dev-boundary");
    const document = String(boundary?.inputs.policy);
    const stopped = ofType("aws:iam/rolePolicy:RolePolicy").flatMap(({ name, inputs }) => {
      const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: readonly GuardStatement[] }; // written by components
      return Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action, Resource }) =>
        valuesOf(Action).flatMap((action) =>
          valuesOf(Resource)
            .map((resource) => ({ action, resource: resource.replaceAll(/[*?]/g, "x"), context }))
            .filter((request) => !letsThrough(document, request))
            .map(({ resource }) => `${name}: ${action} on ${resource}`),
        ),
      );
    });
    assert.deepEqual(stopped, []);
  });
});
