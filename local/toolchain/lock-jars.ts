// Writes jars/*.lock.json anew from the versions in pins.json: run after changing one, and read the difference.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import {
  type Coordinates,
  ivyOf,
  jarFileName,
  jarLockFile,
  type JarSet,
  type LockedJar,
  retrieve,
  sha256Of,
} from "./jars.ts";
import { interruptible } from "./launcher/cache.mjs";
import { pins } from "./pins.ts";
import { ensurePart, pysparkJars, sparkPythonPart } from "./parts.ts";
import { checkTool, refuseMissing } from "./prerequisites.ts";
import { interpreterIn } from "./python.ts";

/** What is asked for; the lock also holds all that these need. */
const roots: Record<JarSet, readonly Coordinates[]> = {
  kafka: [
    { organisation: "org.apache.kafka", module: `kafka_${pins.kafka.scala}`, revision: pins.kafka.version },
    // Without a binding for slf4j a broker says nothing at all about what goes wrong.
    { organisation: "org.apache.logging.log4j", module: "log4j-slf4j-impl", revision: pins.kafka.log4j },
  ],
  "kafka-tools": [{ organisation: "org.apache.kafka", module: "kafka-tools", revision: pins.kafka.version }],
  spark: [
    {
      organisation: "org.apache.iceberg",
      module: `iceberg-spark-runtime-3.5_${pins.spark.scala}`,
      revision: pins.iceberg.version,
    },
    { organisation: "org.apache.iceberg", module: "iceberg-aws-bundle", revision: pins.iceberg.version },
    {
      organisation: "org.apache.spark",
      module: `spark-sql-kafka-0-10_${pins.spark.scala}`,
      revision: pins.spark.version,
    },
  ],
};

await interruptible(async (signal) => {
  const report = (message: string): void => {
    console.error(message);
  };
  const [java, python] = await Promise.all([checkTool("java"), checkTool("python")]);
  refuseMissing([java, python]);
  await ensurePart(sparkPythonPart, { python: python.path }, report, signal);
  const sparkJars = pysparkJars(interpreterIn(sparkPythonPart.directory));
  const ivy = ivyOf(java.path ?? "java", sparkJars);
  const broughtBySpark = await readdir(sparkJars);
  for (const set of ["kafka", "kafka-tools", "spark"] as const) {
    const directory = await mkdtemp(path.join(tmpdir(), "jars-"));
    await retrieve(ivy, roots[set], { directory, transitive: true, what: `Resolving the ${set} jars` }, signal);
    const jars: LockedJar[] = [];
    for (const file of (await readdir(directory)).sort()) {
      const [organisation = "", module = "", revision = ""] = file.replace(/\.jar$/, "").split("#");
      const coordinates = { organisation, module, revision };
      // A second copy of what is on Spark's classpath already is of no use, or of another version and harmful.
      if (set === "spark" && broughtBySpark.some((name) => isModule(name, module))) continue;
      jars.push({ ...coordinates, sha256: await sha256Of(path.join(directory, file)) });
    }
    await writeFile(jarLockFile(set), `${JSON.stringify(jars, undefined, 2)}\n`);
    report(`${set}: ${jars.map(jarFileName).join(", ")}`);
    await rm(directory, { recursive: true });
  }
});

/** Whether a file is some version of the module. */
function isModule(fileName: string, module: string): boolean {
  return fileName.startsWith(`${module}-`) && /^\d/.test(fileName.slice(module.length + 1));
}
