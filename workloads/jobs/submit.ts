import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";

/** What runs Spark on this machine. */
export interface SparkInstallation {
  /** Interpreter with PySpark. */
  readonly python: string;
  readonly jars: readonly string[];
  /** The `java` executable. */
  readonly java: string;
}

/** Credentials of the role that a job runs as, as STS gives them. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What to trust an endpoint by that no public authority vouches for. */
export interface EndpointTrust {
  readonly pemFile: string;
  /** The same as PKCS #12, for Java. */
  readonly truststoreFile: string;
  readonly truststorePassword: string;
}

export interface JobRun {
  /** Folder of the job under `workloads/jobs`. */
  readonly job: "raw_landing";
  /** The program that is run. @default - the job's `main.py` */
  readonly program?: string;
  /** Glue's job arguments: name without dashes, and value. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly spark: SparkInstallation;
  readonly credentials: RoleCredentials;
  readonly region: string;
  /** Endpoint of every AWS service. @default - AWS's own */
  readonly endpoint?: { readonly url: string; readonly trust: EndpointTrust };
  /** Takes everything that Spark and the job print. */
  readonly logFile: string;
  /** Lines the job itself prints. */
  readonly report: (line: string) => void;
  /** Ends the job. */
  readonly signal?: AbortSignal;
}

const jobsFolder = import.meta.dirname;

/** Two cores and this much heap: enough for one batch, and leaves room for brokers on the same machine. */
const driverMemory = "1g";

/**
 * Runs a job by spark-submit with the arguments that Glue would give it. Nothing but the credentials and the endpoint
 * reaches it from this process's environment that could change what it does.
 *
 * @throws {JobFailure} with the exit code, the last error Spark told, and the log file.
 */
export async function submitJob(run: JobRun): Promise<void> {
  const child = spawn(path.join(path.dirname(run.spark.python), "spark-submit"), submitArguments(run), {
    env: jobEnvironment(run),
    stdio: ["ignore", "pipe", "pipe"],
    signal: run.signal,
  });
  const log = createWriteStream(run.logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  createInterface({ input: child.stdout }).on("line", run.report);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  await new Promise<void>((resolve) => log.end(resolve));
  if (code !== 0) throw await JobFailure.from(run, code);
}

/** A job that ended with an error. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";

  static async from(run: JobRun, code: number | null): Promise<JobFailure> {
    const causes = (await readFile(run.logFile, "utf8"))
      .split("\n")
      .filter((line) => /^(Caused by: |\S*(Error|Exception): )/.test(line))
      .map((line) => line.slice(0, 400));
    const cause = causes.at(-1) ?? "no error in its log";
    return new JobFailure(`The job ${run.job} ended with ${code ?? "a signal"}: ${cause}. Log: ${run.logFile}`);
  }
}

function submitArguments(run: JobRun): string[] {
  const conf: Record<string, string> = {
    "spark.ui.enabled": "false",
    // Partitions of a shuffle: two per core.
    "spark.sql.shuffle.partitions": "4",
    ...(run.endpoint !== undefined && {
      // Bucket names as host names need DNS of one's own.
      "spark.sql.catalog.lake.s3.path-style-access": "true",
      "spark.driver.extraJavaOptions": javaTrust(run.endpoint.trust),
    }),
  };
  return [
    ...["--master", "local[2]", "--driver-memory", driverMemory, "--jars", run.spark.jars.join(",")],
    ...Object.entries(conf).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
    run.program ?? path.join(jobsFolder, run.job, "main.py"),
    ...Object.entries(run.arguments).flatMap(([name, value]) => [`--${name}`, value]),
  ];
}

function javaTrust(trust: EndpointTrust): string {
  return `-Djavax.net.ssl.trustStore=${trust.truststoreFile} -Djavax.net.ssl.trustStorePassword=${trust.truststorePassword}`;
}

function jobEnvironment(run: JobRun): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    ...(process.env.TMPDIR !== undefined && { TMPDIR: process.env.TMPDIR }),
    JAVA_HOME: path.dirname(path.dirname(run.spark.java)),
    PYSPARK_PYTHON: run.spark.python,
    // Glue adds the jobs as a package of modules; here they lie side by side.
    PYTHONPATH: jobsFolder,
    PYTHONDONTWRITEBYTECODE: "1",
    SPARK_LOCAL_HOSTNAME: "localhost",
    AWS_REGION: run.region,
    AWS_DEFAULT_REGION: run.region,
    AWS_ACCESS_KEY_ID: run.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: run.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: run.credentials.sessionToken,
    AWS_EC2_METADATA_DISABLED: "true",
    ...(run.endpoint !== undefined && {
      AWS_ENDPOINT_URL: run.endpoint.url,
      AWS_CA_BUNDLE: run.endpoint.trust.pemFile,
    }),
  };
}
