import assert from "node:assert/strict";
import {
  EventIngestion,
  type EventIngestionArgs,
  type IngestionPlan,
} from "../../../components/ingestion/event-ingestion.ts";
import { collectorSettings, collectorTuning } from "../../../contracts/events/collector-settings.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";
import { place, subnets } from "./fixtures.ts";

const plan: IngestionPlan = {
  image: "1.0.0",
  namespace: "ingestion",
  tlsAt: "load-balancer",
  authentication: { by: "mtls", authorities: { bucket: "test-code", key: "authorities.pem" }, revocationLists: [] },
  internetFacing: false,
  domainName: "events.test.example.com",
  hostedZoneId: "Z0123456789",
  requestsPerAddress: 30_000,
  resources: { cpu: "1", memory: "512Mi" },
  scaling: { minPods: 3, maxPods: 6, cpuPercent: 60 },
  collector: collectorTuning.parse({}),
};
const key = (id: string): string => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
const args: EventIngestionArgs = {
  place,
  plan,
  cluster: {
    clusterName: "test-platform",
    namespaces: ["ingestion"],
    identity: { by: "pod-identity", oidcIssuer: "oidc" },
  },
  network: {
    vpcId: "vpc-1",
    loadBalancers: subnets(0),
    loadBalancersGroupId: "sg-1",
    brokers: subnets(20),
  },
  kafka: { bootstrapBrokers: "b-1.test:9098", authentication: "iam", credentials: {} },
  buckets: { pii: "test-dl-pii", quarantine: "test-dl-quarantine" },
  keys: {
    arns: { pii: key("pii"), secrets: key("secrets"), images: key("images") },
    aliases: { pii: "alias/test-pii", secrets: "alias/test-secrets" },
  },
  logs: { kmsKeyArn: key("logs"), retentionDays: 90, archiveBucket: "test-logs" },
  deleteDataOnDestroy: false,
};
const direct: IngestionPlan = {
  ...plan,
  tlsAt: "collector",
  authentication: { by: "mtls", revocationLists: [] },
  hostedZoneId: undefined,
};

describe("EventIngestion", () => {
  let mocks: Mocks;
  let recorded: Recorder;
  const status = { loadBalancer: { ingress: [{ hostname: "it.elb.amazonaws.com" }] } };

  beforeEach(() => {
    mocks = installMocks({ outputs: { "kubernetes:core/v1:Service": () => ({ status }) } });
    recorded = recorder();
  });

  async function made(change: Partial<EventIngestionArgs> = {}): Promise<EventIngestion> {
    const ingestion = new EventIngestion("ingestion", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return ingestion;
  }

  const told = (): unknown => {
    const { data } = mocks.one("kubernetes:core/v1:ConfigMap").inputs as { data: Record<string, string> };
    return JSON.parse(data["collector.json"] ?? "");
  };
  const policy = (): { Sid: string; Action: unknown; Resource: unknown; Condition?: unknown }[] => {
    const { Statement } = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: ReturnType<typeof policy>;
    };
    return Statement;
  };

  it("tells the collector where everything is, in words that it takes", async () => {
    await made();
    const settings = collectorSettings.parse(told());
    assert.deepEqual(settings.authentication, { by: "mtls", at: "load-balancer" });
    assert.deepEqual(settings.kafka.authentication, { by: "iam", region: "eu-central-1" });
    assert.equal(settings.personalData.kmsKeyArn, key("pii"));
    assert.equal(settings.quarantine.bucket, "test-dl-quarantine");
    assert.equal(settings.certificate, undefined);
  });

  it("ends TLS at the collector where that is planned, with everything it needs from one secret", async () => {
    const { endpoint } = await made({ plan: { ...direct, domainName: undefined } });
    const settings = collectorSettings.parse(told());
    assert.deepEqual(settings.certificate, {
      certificateFile: "/etc/collector/tls/tls.crt",
      keyFile: "/etc/collector/tls/tls.key",
    });
    assert.deepEqual(settings.authentication, {
      by: "mtls",
      at: "collector",
      authoritiesFile: "/etc/collector/tls/ca.crt",
      revocationListFile: "/etc/collector/tls/crl.pem",
    });
    assert.equal(await valueOf(endpoint.host), "it.elb.amazonaws.com");
    assert.deepEqual(mocks.ofType("aws:lb/loadBalancer:LoadBalancer"), []);
    assert.equal(mocks.ofType("aws:secretsmanager/secret:Secret").length, 1);
  });

  it("names the two load balancers apart, as one is made before the other goes when TLS is to end elsewhere", async () => {
    await made();
    const { name } = mocks.one("aws:lb/loadBalancer:LoadBalancer").inputs;
    mocks = installMocks({ outputs: { "kubernetes:core/v1:Service": () => ({ status }) } });
    await made({ plan: direct });
    const { metadata } = mocks.one("kubernetes:core/v1:Service").inputs as {
      metadata: { annotations: Record<string, string> };
    };
    const annotation = metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-name"];
    assert.deepEqual([name, annotation], ["test-devices", "test-devices-direct"]);
  });

  it("has the collector verify tokens where devices have tokens", async () => {
    const jwt = {
      by: "jwt",
      issuer: "https://id.example.com",
      audience: "events",
      jwksUrl: "https://id.example.com/keys",
    };
    await made({ plan: { ...plan, authentication: jwt as IngestionPlan["authentication"] } });
    assert.deepEqual(collectorSettings.parse(told()).authentication, jwt);
    assert.deepEqual(mocks.ofType("aws:lb/trustStore:TrustStore"), []);
  });

  it("authenticates to brokers by its own secret where IAM does not exist", async () => {
    const secretArn = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:AmazonMSK_test-collector-1";
    await made({ kafka: { ...args.kafka, authentication: "scram", credentials: { collector: secretArn } } });
    assert.deepEqual(collectorSettings.parse(told()).kafka.authentication, { by: "scram", secretArn });
    assert.match(
      JSON.stringify(mocks.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").map(({ inputs }) => inputs)),
      /"port":9096/,
    );
  });

  it("lets its role add to the vault and to what is quarantined, and read neither", async () => {
    await made();
    const objects = policy().filter(({ Action }) => JSON.stringify(Action).includes("s3:"));
    assert.deepEqual(objects, [
      {
        Sid: "WriteObjects",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: ["arn:aws:s3:::test-dl-pii/vault/*", "arn:aws:s3:::test-dl-quarantine/uploads/*"],
      },
    ]);
  });

  it("lets its role make codes by the key of tokens alone, and by one algorithm", async () => {
    await made();
    assert.deepEqual(policy().find(({ Sid }) => Sid === "GenerateMac")?.Condition, {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/test-device-tokens" },
      StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" },
    });
  });

  it("runs the image of its own repository", async () => {
    const { repository } = await made();
    assert.match(
      JSON.stringify(mocks.one("kubernetes:apps/v1:Deployment").inputs),
      new RegExp(`"image":"${repository.url}:1\\.0\\.0"`),
    );
  });

  it("watches the collector, and the load balancer where there is one", async () => {
    const { alarms } = await made();
    const ids = alarms.map(({ id }) => id);
    assert.ok(ids.includes("collector-silent") && ids.includes("targets-none"));
    mocks = installMocks({ outputs: { "kubernetes:core/v1:Service": () => ({ status }) } });
    const without = (await made({ plan: direct })).alarms.map(({ id }) => id);
    assert.ok(without.includes("collector-silent") && !without.includes("targets-none"));
  });

  it("fails in a namespace that the cluster does not have, naming those there are", () => {
    assert.throws(
      () => new EventIngestion("ingestion", { ...args, plan: { ...plan, namespace: "elsewhere" } }),
      /EventIngestion ingestion: namespace = "elsewhere" is none of the cluster's; allowed: ingestion\. Change ingestion:namespace/,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new EventIngestion("one", args, recorded.options);
    new EventIngestion("two", { ...args, plan: direct }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
