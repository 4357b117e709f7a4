import assert from "node:assert/strict";
import * as path from "node:path";
import { programOf, readDeployment } from "../../../../local/runtime/kubernetes/manifest.ts";

const programs = path.join(import.meta.dirname, "programs");

describe("the program in an image", () => {
  it("is the last part of the repository's name, without the environment before it", () => {
    for (const image of ["local-echo:1", "registry:5000/a/echo@sha256:00", "dev-echo"]) {
      assert.equal(programOf(image, programs)?.name, "echo", image);
    }
  });

  it("is none where no program has this name, or the image is not known yet", () => {
    for (const image of ["public.ecr.aws/eks/kube-proxy:1", "..", "", undefined, { image: "echo" }]) {
      assert.equal(programOf(image, programs), undefined);
    }
  });
});

describe("a Deployment's manifest", () => {
  const container = { name: "echo", image: "echo:1" };
  const manifest = (pod: object): object => ({ metadata: { name: "echo" }, spec: { template: { spec: pod } } });

  it("has the API's own defaults", () => {
    const workload = readDeployment(manifest({ containers: [container] }));
    assert.equal(workload.namespace, "default");
    assert.equal(workload.replicas, 1);
    assert.equal(workload.graceSeconds, 30);
    assert.equal(workload.serviceAccount, "default");
  });

  it("is refused for what a process here would not have as a pod has it", () => {
    const refused: readonly [object, RegExp][] = [
      [{ containers: [container, container] }, /one container a pod/],
      [{ containers: [container], initContainers: [container] }, /initContainers: none is run/],
      [{ containers: [{ ...container, command: ["sh"] }] }, /command: an image is run by its own entry point/],
      [{ containers: [{ ...container, envFrom: [] }] }, /envFrom: name each variable in env/],
      [{ containers: [container], volumes: [{ name: "disk", hostPath: { path: "/" } }] }, /hostPath/],
      [
        { containers: [{ ...container, volumeMounts: [{ name: "a", mountPath: "/a", subPath: "b" }] }] },
        /subPath: a volume is mounted whole/,
      ],
      [
        {
          containers: [{ ...container, volumeMounts: [{ name: "a", mountPath: "/a" }] }],
          volumes: [{ name: "a" }],
        },
        /the volume a is of no kind/,
      ],
      [
        { containers: [{ ...container, readinessProbe: { httpGet: { port: "web" } } }] },
        /the container has no port named web/,
      ],
    ];
    for (const [pod, problem] of refused) assert.throws(() => readDeployment(manifest(pod)), problem);
  });
});
