import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { endpointPolicy, type Perimeter } from "../../../components/network/endpoint-policy.ts";
import {
  defaultInterfaceServices,
  gatewayServices,
  interfaceServiceNames,
  neededWithoutNat,
} from "../../../components/network/endpoint-services.ts";
import { type Statement } from "../../../components/iam/policy-document.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const organizationId = "o-a1b2c3d4e5";
const services = [...gatewayServices, ...interfaceServiceNames];

/** A request through an endpoint, with the condition keys that AWS gives it. */
interface Request {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text);

/** Whether a policy lets a request through, as IAM evaluates Allow statements with StringEquals and Bool. */
function allows(policy: string, { action, resource, keys }: Request): boolean {
  const { Statement: statements } = JSON.parse(policy) as { Statement: readonly Statement[] };
  return statements.some(
    (statement) =>
      list(statement.Action).some((one) => matches(one, action)) &&
      list(statement.Resource).some((one) => matches(one, resource)) &&
      Object.values(statement.Condition ?? {}).every((operator) =>
        Object.entries(operator).every(([key, values]) => list(values).includes(keys[key] ?? "")),
      ),
  );
}

const policyOf = (service: (typeof services)[number], perimeter: Perimeter = {}): string =>
  endpointPolicy(place, service, perimeter);

const us = { "aws:PrincipalAccount": place.accountId, "aws:PrincipalOrgID": organizationId };
const ours = { "aws:ResourceAccount": place.accountId, "aws:ResourceOrgID": organizationId };
const request = (keys: Record<string, string>): Request => ({ action: "any:Action", resource: "arn:aws:any", keys });

describe("endpointPolicy", () => {
  for (const [scope, perimeter] of [
    ["this account", {}],
    ["an organisation", { organizationId }],
  ] as const) {
    it(`lets our principals reach our resources, for ${scope}, and neither strangers nor strangers' resources`, () => {
      const stranger = { "aws:PrincipalAccount": "999999999999", "aws:PrincipalOrgID": "o-other" };
      const strange = { "aws:ResourceAccount": "999999999999", "aws:ResourceOrgID": "o-other" };
      for (const service of services) {
        const policy = policyOf(service, perimeter);
        assert.ok(allows(policy, request({ ...us, ...ours })), service);
        assert.ok(!allows(policy, request({ ...stranger, ...ours })), service);
        assert.ok(!allows(policy, request({ ...us, ...strange })), service);
        assert.ok(!allows(policy, request({})), service);
      }
    });
  }

  it("lets the other accounts of an organisation in, and those that are trusted be reached", () => {
    const sister = { ...us, "aws:PrincipalAccount": "222222222222" };
    const shared = { "aws:ResourceAccount": "333333333333" };
    assert.ok(allows(policyOf("kms", { organizationId }), request({ ...sister, ...ours })));
    assert.ok(!allows(policyOf("kms"), request({ ...sister, ...ours })));
    const trusting = policyOf("kms", { trustedAccountIds: ["333333333333"] });
    assert.ok(allows(trusting, request({ ...us, ...shared })));
    assert.ok(!allows(trusting, request({ "aws:PrincipalAccount": "333333333333", ...shared })));
  });

  it("lets AWS services act on our behalf", () => {
    for (const service of services) {
      assert.ok(allows(policyOf(service), request({ "aws:PrincipalIsAWSService": "true" })), service);
    }
  });

  it("lets nodes get image layers and packages, which no principal of ours signs for, and nothing be put there", () => {
    const policy = policyOf("s3");
    for (const bucket of ["prod-eu-central-1-starport-layer-bucket", "al2023-repos-eu-central-1-de612dc2"]) {
      const object = { resource: `arn:aws:s3:::${bucket}/key`, keys: {} };
      assert.ok(allows(policy, { action: "s3:GetObject", ...object }));
      assert.ok(!allows(policy, { action: "s3:PutObject", ...object }));
    }
    assert.ok(!allows(policy, { action: "s3:GetObject", resource: "arn:aws:s3:::somebody-elses/key", keys: {} }));
  });

  it("lets our nodes pull the images of EKS add-ons, from the account that the Region has", () => {
    const pull = (account: string): Request => ({
      action: "ecr:BatchGetImage",
      resource: `arn:aws:ecr:eu-central-1:${account}:repository/eks/coredns`,
      keys: { ...us, "aws:ResourceAccount": account },
    });
    for (const service of ["ecr.api", "ecr.dkr"] as const) {
      assert.ok(allows(policyOf(service), pull("602401143452")));
      assert.ok(!allows(policyOf(service), { ...pull("602401143452"), action: "ecr:PutImage" }));
      assert.ok(!allows(policyOf(service), pull("900612956339")));
      assert.ok(allows(policyOf(service, { eksImageAccountId: "900612956339" }), pull("900612956339")));
    }
  });

  it("lets pods take roles of ours with the token of their service account, and nobody else's", () => {
    const take = (account: string): Request => ({
      action: "sts:AssumeRoleWithWebIdentity",
      resource: `arn:aws:iam::${account}:role/collector`,
      keys: { "aws:ResourceAccount": account },
    });
    assert.ok(allows(policyOf("sts"), take(place.accountId)));
    assert.ok(!allows(policyOf("sts"), take("999999999999")));
  });

  it("lets machines start from Amazon's images and look them up", () => {
    const image = { resource: "arn:aws:ec2:eu-central-1::image/ami-1", keys: us };
    assert.ok(allows(policyOf("ec2"), { action: "ec2:RunInstances", ...image }));
    const parameter = { resource: "arn:aws:ssm:eu-central-1::parameter/aws/service/eks/x", keys: us };
    assert.ok(allows(policyOf("ssm"), { action: "ssm:GetParameter", ...parameter }));
    assert.ok(!allows(policyOf("ssm"), { action: "ssm:PutParameter", ...parameter }));
  });

  it("stays within the 20,480 characters AWS takes, however many accounts are trusted", () => {
    const accounts = fc.array(fc.stringMatching(/^\d{12}$/), { maxLength: 500 });
    fc.assert(
      fc.property(fc.constantFrom(...services), accounts, (service, trustedAccountIds) => {
        assert.ok(policyOf(service, { trustedAccountIds }).length < 20_480);
      }),
    );
  });
});

describe("interface endpoints", () => {
  it("are by default what the requirements ask for and the platform's own traffic takes", () => {
    for (const service of ["logs", "secretsmanager"]) {
      assert.ok(defaultInterfaceServices.some((name) => name === service));
    }
    assert.equal(new Set(defaultInterfaceServices).size, defaultInterfaceServices.length);
  });

  it("that nodes need without NAT are among those there are", () => {
    assert.deepEqual(
      neededWithoutNat.filter((service) => !interfaceServiceNames.includes(service)),
      [],
    );
  });
});
