// What policy costs: all rules over 300 resources, against rules that do nothing; and a small stack's preview with this
// pack and with a pack as Pulumi's documentation shows it, in TypeScript on @pulumi/aws. Run: npm run bench
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { policyPack, repository } from "../cli/repository.ts";
import { registry } from "../policy/registry.ts";
import { plannedResources, type PlannedResource } from "../test/checkov/planned.ts";
import { type RunningPack, startPack } from "../test/support/policy-pack.ts";
import { bareProject } from "./support/bare-project.ts";
import { median, seconds } from "./support/timing.ts";

const rounds = 5;
const wanted = 300;

const options = new analyzer.AnalyzerResourceOptions();

function requestOf({ type, urn, name, inputs }: PlannedResource): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setUrn(urn);
  request.setName(name);
  request.setOptions(options);
  request.setProperties(structOf(inputs));
  return request;
}

function stackRequestOf(resources: readonly PlannedResource[]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map(({ type, urn, name, inputs, dependencies }) => {
      const resource = new analyzer.AnalyzerResource();
      resource.setType(type);
      resource.setUrn(urn);
      resource.setName(name);
      resource.setOptions(options);
      resource.setProperties(structOf(inputs));
      for (const [property, urns] of Object.entries(dependencies)) {
        const on = new analyzer.AnalyzerPropertyDependencies();
        on.setUrnsList([...urns]);
        resource.getPropertydependenciesMap().set(property, on);
      }
      return resource;
    }),
  );
  return request;
}

function structOf(inputs: PlannedResource["inputs"]): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(inputs)) as Record<string, struct.JavaScriptValue>); // JSON is what it takes
}

function answered(ask: (done: (error: Error | null) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Seconds that a running pack takes to judge resources one by one, as the engine asks, and then as a stack. */
async function judging({ client }: RunningPack, resources: readonly PlannedResource[]): Promise<number> {
  const each = resources.map(requestOf);
  const stack = stackRequestOf(resources);
  return seconds(async () => {
    for (const request of each) {
      await answered((done) => client.analyze(request, done));
    }
    await answered((done) => client.analyzeStack(stack, done));
  });
}

/** A pack as the documentation shows it. Loaded by Pulumi's runner, which brings ts-node and the TypeScript compiler. */
function naivePack(folder: string): string {
  fs.writeFileSync(path.join(folder, "package.json"), '{"name":"naive","version":"0.0.1","main":"index.ts"}');
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(
    path.join(folder, "index.ts"),
    [
      'import * as aws from "@pulumi/aws";',
      'import { PolicyPack, validateResourceOfType } from "@pulumi/policy";',
      'new PolicyPack("naive", { policies: [{ name: "rotation", description: "rotates", enforcementLevel: "mandatory",',
      '  validateResource: validateResourceOfType(aws.kms.Key, (key, args, report) => { if (!key.enableKeyRotation) report("no"); }) }] });',
    ].join("\n"),
  );
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
  const run = path.join(folder, "run");
  fs.writeFileSync(
    run,
    `#!/bin/sh\ncd "${folder}" && exec node node_modules/@pulumi/pulumi/cmd/run-policy-pack "$1" "${folder}"\n`,
    { mode: 0o755 },
  );
  return run;
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "bench-policy-"));
try {
  const count = Object.values(registry).flat().length;
  const resources = (await plannedResources("prod")).slice(0, wanted);
  console.log(`${resources.length} resources of prod, ${count} rules`);
  const pack = await startPack(policyPack, ["127.0.0.1:1"], path.dirname(policyPack));
  try {
    const first = await judging(pack, resources);
    const rest: number[] = [];
    for (let round = 0; round < rounds; round += 1) rest.push(await judging(pack, resources));
    console.log(
      `all rules over ${resources.length} resources: ${first.toFixed(2)} s in a pack just started (target: at most 1.5 s), ${median(rest).toFixed(2)} s in one that is warm`,
    );
  } finally {
    pack.stop();
  }

  const [stackFolder = "", packFolder = ""] = ["stack", "pack"].map((name) => path.join(scratch, name));
  fs.mkdirSync(stackFolder);
  fs.mkdirSync(packFolder);
  const { preview } = bareProject(stackFolder);
  const naive = naivePack(packFolder);
  const times = { bare: [] as number[], ours: [] as number[], naive: [] as number[] };
  await preview();
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(await preview());
    times.ours.push(await preview(["--policy-pack", policyPack]));
    times.naive.push(await preview(["--policy-pack", naive]));
  }
  const [bare, ours, theirs] = [median(times.bare), median(times.ours), median(times.naive)];
  console.log(`preview of a small stack: ${bare.toFixed(2)} s without a pack (median of ${rounds})`);
  console.log(`this pack adds ${(ours - bare).toFixed(2)} s (target: at most 1 s)`);
  console.log(`a TypeScript pack on @pulumi/aws with one rule adds ${(theirs - bare).toFixed(2)} s`);
  console.log(`ratio: ${((ours - bare) / (theirs - bare)).toFixed(2)}`);
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
