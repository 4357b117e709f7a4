import assert from "node:assert/strict";
import { EdgeCertificate } from "../../../components/ingestion/edge-certificate.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const args = { domainName: "events.test.example.com", hostedZoneId: "Z0123456789" };

describe("EdgeCertificate", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    const proof = {
      resourceRecordName: "_x.events.test.example.com",
      resourceRecordType: "CNAME",
      resourceRecordValue: "_y.acm-validations.aws",
    };
    mocks = installMocks({
      outputs: { "aws:acm/certificate:Certificate": () => ({ domainValidationOptions: [proof] }) },
    });
    recorded = recorder();
  });

  it("proves that the name is ours by the record that ACM asks for", async () => {
    new EdgeCertificate("certificate", args, recorded.options);
    await mocks.settle();
    const certificate = mocks.one("aws:acm/certificate:Certificate").inputs;
    assert.deepEqual([certificate.domainName, certificate.validationMethod], [args.domainName, "DNS"]);
    const record = mocks.one("aws:route53/record:Record").inputs;
    assert.deepEqual(
      [record.zoneId, record.name, record.type, record.records],
      ["Z0123456789", "_x.events.test.example.com", "CNAME", ["_y.acm-validations.aws"]],
    );
  });

  it("is known once it is valid, so that no listener gets one that is not", async () => {
    const { arn } = new EdgeCertificate("certificate", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:acm/certificateValidation:CertificateValidation");
    assert.equal(await valueOf(arn), inputs.certificateArn);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new EdgeCertificate("one", args, recorded.options);
    new EdgeCertificate("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
