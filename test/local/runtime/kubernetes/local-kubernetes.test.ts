import assert from "node:assert/strict";
import * as fs from "node:fs";
import { once } from "node:events";
import * as https from "node:https";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateSecretCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { awsEndpoint } from "../../../../local/runtime/aws-endpoint.ts";
import { Children } from "../../../../local/runtime/children.ts";
import { authority, type Certificate, issue } from "../../../../local/runtime/kafka/certificates.ts";
import { LocalKubernetes } from "../../../../local/runtime/kubernetes/local-kubernetes.ts";
import { RuntimeLog } from "../../../../local/runtime/log.ts";
import { accepts, listen, type Ports, portsFrom } from "../../../../local/runtime/ports.ts";
import { identify } from "../../../../local/runtime/process-identity.ts";
import { type EmulatorClients, emulatorClients } from "../../../../local/runtime/services/clients.ts";
import { handlers } from "../../../../local/runtime/services/kubernetes.ts";
import { type StateDirectory } from "../../../../local/runtime/state-directory.ts";
import { type Properties } from "../../../../local/provider/resource-type.ts";
import { emulator } from "../../../support/emulator.ts";
import { account, contextOf, region } from "../../../support/handlers.ts";
import { freePortBase, temporaryState } from "../temporary-state.ts";

class QuietLog extends RuntimeLog {
  override readonly write = (): void => undefined;
}

const metadata = (name: string): Properties => ({ name, namespace: "events" });

function deployment(change: { settings?: string; greeting?: string; image?: string } = {}): Properties {
  return {
    metadata: metadata("echo"),
    spec: {
      replicas: 2,
      template: {
        metadata: { labels: { app: "echo" } },
        spec: {
          serviceAccountName: "echo",
          terminationGracePeriodSeconds: 5,
          containers: [
            {
              name: "echo",
              image: change.image ?? "000000000000.dkr.ecr.us-east-1.amazonaws.com/local-echo:1",
              env: [
                { name: "ECHO_SETTINGS", value: "/etc/echo/settings.json" },
                { name: "GREETING", value: change.greeting ?? "hello" },
                { name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
              ],
              ports: [
                { name: "web", containerPort: 8443 },
                { name: "internal", containerPort: 9443 },
              ],
              readinessProbe: { httpGet: { path: "/readyz", port: "internal", scheme: "HTTPS" } },
              volumeMounts: [
                { name: "settings", mountPath: "/etc/echo" },
                { name: "tls", mountPath: "/etc/echo/tls" },
              ],
            },
          ],
          volumes: [
            { name: "settings", configMap: { name: change.settings ?? "settings" } },
            { name: "tls", secret: { secretName: "echo-tls" } },
          ],
        },
      },
    },
  };
}

const secretId = "test-kubernetes/echo-tls";
const settings = { tls: "/etc/echo/tls", ready: true };

describe("Kubernetes on one machine", function () {
  this.timeout(60_000);
  let clients: EmulatorClients;
  let state: StateDirectory;
  let ports: Ports;
  let aws: https.Server;
  let caFile: string;
  let certificate: Certificate;
  let kubernetes: LocalKubernetes;

  const secretText = (note: string): string =>
    JSON.stringify({ "tls.crt": certificate.cert, "tls.key": certificate.key, "note.txt": note });

  function start(): LocalKubernetes {
    return new LocalKubernetes({
      state,
      ports,
      caFile,
      clients,
      children: new Children(state.childrenFile),
      log: new QuietLog(),
      programs: path.join(import.meta.dirname, "programs"),
      patienceMs: 1_000,
    });
  }

  const rows: Readonly<Record<string, string>> = {
    ConfigMap: "kubernetes:core/v1:ConfigMap",
    Deployment: "kubernetes:apps/v1:Deployment",
    ExternalSecret: "kubernetes:external-secrets.io/v1:ExternalSecret",
    Service: "kubernetes:core/v1:Service",
    Association: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  };

  /** What the engine asks for, as it asks. */
  function row(kind: string): {
    create: (inputs: Properties) => Promise<{ id: string; outputs: Properties }>;
    update: (id: string, inputs: Properties) => Promise<Properties | undefined>;
    delete: (id: string) => Promise<void>;
    takes: (inputs: Properties) => boolean | undefined;
  } {
    const type = rows[kind] ?? "";
    const found = handlers(kubernetes)[type];
    assert.ok(found, kind);
    const context = contextOf(type, "under-test");
    return {
      create: (inputs) => found.create(inputs, context),
      update: async (id, inputs) => found.update?.(id, inputs, inputs, context),
      delete: (id) => found.delete(id, {}, context),
      takes: (inputs) => found.takes?.(inputs),
    };
  }

  async function ask(route: string): Promise<string> {
    const [workload] = kubernetes.workloads;
    const port = workload?.ports.find(({ containerPort }) => containerPort === 8443)?.port;
    const request = https.get({ port, host: "127.0.0.1", path: route, agent: false, ca: fs.readFileSync(caFile) });
    const [response] = (await once(request, "response")) as [NodeJS.ReadableStream];
    return text(response);
  }

  before(async () => {
    const { endpoint } = await emulator();
    clients = emulatorClients(endpoint);
    state = temporaryState();
    ports = portsFrom(await freePortBase());
    const machine = await authority(state.tls);
    ({ caFile } = machine);
    aws = awsEndpoint(endpoint, await issue(machine.ca, "AWS endpoint"));
    await listen(aws, ports.aws);
    certificate = await issue(machine.ca, "echo");
    await clients.secretsManager(region).send(
      new CreateSecretCommand({
        Name: secretId,
        SecretString: secretText("first"),
      }),
    );
    kubernetes = start();
    await kubernetes.start();
    await row("ConfigMap").create({
      metadata: metadata("settings"),
      data: { "settings.json": JSON.stringify(settings) },
    });
    await row("ExternalSecret").create({
      metadata: metadata("echo-tls"),
      spec: {
        refreshInterval: "1s",
        secretStoreRef: { name: "aws", kind: "ClusterSecretStore" },
        target: { name: "echo-tls" },
        data: ["tls.crt", "tls.key", "note.txt"].map((property) => ({
          secretKey: property,
          remoteRef: { key: secretId, property },
        })),
      },
    });
  });
  after(async () => {
    await kubernetes.stop();
    aws.close();
    aws.closeAllConnections();
    fs.rmSync(state.root, { recursive: true });
  });

  it("runs the program that a Deployment's image is made of, with the manifest's paths, ports and environment", async () => {
    const { id } = await row("Deployment").create(deployment());
    assert.equal(id, "events/echo");
    const environment = JSON.parse(await ask("/environment")) as Record<string, string>;
    assert.equal(environment.ECHO_SETTINGS, "/etc/echo/settings.json");
    assert.equal(environment.GREETING, "hello");
    assert.equal(environment.NAMESPACE, "events");
    assert.equal(environment.PLATFORM_CONTAINER, undefined);
    assert.equal(environment.AWS_ACCESS_KEY_ID, undefined);
    assert.equal(await ask("/file?path=/etc/echo/settings.json"), JSON.stringify(settings));
    assert.equal(await ask("/file?path=/etc/echo/tls/note.txt"), "first");
  });

  it("tells a Service of type LoadBalancer where its Deployment is reached, by the names of ports", async () => {
    const service = {
      metadata: metadata("echo"),
      spec: { type: "LoadBalancer", selector: { app: "echo" }, ports: [{ port: 443, targetPort: "web" }] },
    };
    const { outputs } = await row("Service").create(service);
    const ingress = [{ ip: "127.0.0.1", ports: [{ port: ports.container(0), protocol: "TCP" }] }];
    assert.deepEqual(outputs.status, { loadBalancer: { ingress } });
  });

  it("leaves recorded what has nothing behind it here", () => {
    assert.equal(row("Deployment").takes(deployment({ image: "public.ecr.aws/eks/kube-proxy:1" })), false);
    assert.equal(row("Deployment").takes(deployment()), true);
    assert.equal(row("Service").takes({ spec: { type: "ClusterIP", selector: {}, ports: [] } }), false);
  });

  it("gives a pod the role of its service account, by the trust policy that names cluster and account", async () => {
    assert.match(await ask("/caller"), /No role is associated|CredentialsProviderError|Error/);
    const { Role } = await clients.iam(region).send(
      new CreateRoleCommand({
        RoleName: "echo",
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "pods.eks.amazonaws.com" },
              Action: ["sts:AssumeRole", "sts:TagSession"],
              Condition: {
                StringEquals: {
                  "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:${region}:${account}:cluster/test`,
                  "aws:RequestTag/kubernetes-namespace": "events",
                  "aws:RequestTag/kubernetes-service-account": "echo",
                },
              },
            },
          ],
        }),
      }),
    );
    const association = { clusterName: "other", namespace: "events", serviceAccount: "echo", roleArn: Role?.Arn };
    const { id } = await row("Association").create(association);
    assert.match(await ask("/caller"), /not authorized|Error/);
    await row("Association").update(id, { ...association, clusterName: "test" });
    assert.match(await ask("/caller"), /:assumed-role\/echo\/eks-test-echo-/);
  });

  it("brings a rotated secret to the mounted files while the program runs", async () => {
    const pid = await ask("/pid");
    await clients
      .secretsManager(region)
      .send(new PutSecretValueCommand({ SecretId: secretId, SecretString: secretText("second") }));
    while ((await ask("/file?path=/etc/echo/tls/note.txt")) !== "second") {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await ask("/pid"), pid);
  });

  it("starts a program again that was killed, and says so in the status", async () => {
    const pid = await ask("/pid");
    process.kill(Number(pid), "SIGKILL");
    while (kubernetes.workloads[0]?.process.restarts !== 1 || kubernetes.workloads[0].process.state !== "ready") {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.notEqual(await ask("/pid"), pid);
    assert.match(kubernetes.workloads[0].process.lastCrash ?? "", /^SIGKILL at /);
  });

  it("restarts for another pod template, ends the old one in order, and does nothing for the same", async () => {
    const pid = await ask("/pid");
    await row("Deployment").update("events/echo", deployment());
    assert.equal(await ask("/pid"), pid);
    await row("Deployment").update("events/echo", deployment({ greeting: "good evening" }));
    assert.notEqual(await ask("/pid"), pid);
    assert.match(await ask("/environment"), /"GREETING":"good evening"/);
    assert.match(fs.readFileSync(path.join(state.logs, "events-echo.log"), "utf8"), /drained\n$/);
  });

  it("goes on with what ran when an update does not come up, and says what is missing", async () => {
    await assert.rejects(
      row("Deployment").update("events/echo", deployment({ settings: "nowhere" })),
      /mounts what was not there after 1 s: ConfigMap events\/nowhere/,
    );
    while (kubernetes.workloads[0]?.process.state !== "ready") await new Promise((resolve) => setTimeout(resolve, 50));
    assert.match(await ask("/environment"), /"GREETING":"good evening"/);
  });

  it("runs again, on the same port, after the supervisor was started again", async () => {
    const [before] = kubernetes.workloads;
    await kubernetes.stop();
    kubernetes = start();
    await kubernetes.start();
    assert.deepEqual(kubernetes.workloads[0]?.ports, before?.ports);
    assert.match(await ask("/environment"), /"GREETING":"good evening"/);
  });

  it("refuses a manifest that asks for what is not here, and keeps nothing of it", async () => {
    const given = deployment();
    const withMore = { ...given, metadata: metadata("more"), spec: { template: { spec: { containers: [] } } } };
    await assert.rejects(row("Deployment").create(withMore), /cannot run this manifest: .*one container a pod/);
    assert.deepEqual(
      kubernetes.workloads.map(({ name }) => name),
      ["echo"],
    );
  });

  it("leaves no process, no port and no file of a Deployment that is deleted", async () => {
    const pid = Number(await ask("/pid"));
    await row("Deployment").delete("events/echo");
    assert.equal(identify(pid), undefined);
    assert.equal(await accepts(ports.container(0)), false);
    assert.equal(fs.existsSync(path.join(state.kubernetes, "pods", "events", "echo")), false);
    assert.deepEqual(kubernetes.workloads, []);
  });
});
