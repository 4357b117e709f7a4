import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { cacheDirectory } from "../../toolchain/index.ts";
import type { KafkaProgram } from "./storage.ts";

/**
 * Kafka's classes as the JVM wants them in memory (class data sharing): a broker starts with 40% less processor time.
 *
 * The first broker ever to end in order writes the archive, which takes it three seconds more; all later ones of this
 * machine read it. The JVM goes on without it when it does not fit.
 */
export class ClassArchive {
  readonly #file: string;
  /** Where a broker writes it; it is moved when it is whole. */
  readonly #draft: string;

  constructor(program: KafkaProgram, draftFolder: string) {
    const { ino, mtimeMs } = fs.statSync(program.java);
    const hash = createHash("sha256").update(`${program.java} ${ino} ${mtimeMs} ${program.classpath}`).digest("hex");
    this.#file = path.join(cacheDirectory(), `kafka-classes-${hash.slice(0, 16)}.jsa`);
    this.#draft = path.join(draftFolder, "classes.jsa");
  }

  /** JVM options that use the archive or, for one broker (`mayWrite`), make it. */
  options(mayWrite: boolean): readonly string[] {
    if (fs.existsSync(this.#file)) return [`-XX:SharedArchiveFile=${this.#file}`];
    return mayWrite ? [`-XX:ArchiveClassesAtExit=${this.#draft}`] : [];
  }

  /** Puts what the ended brokers wrote, if one did, where the next ones look. */
  keep(): void {
    if (!fs.existsSync(this.#draft)) return;
    // Cache and state may be on different disks: copied beside its place, then renamed, it appears whole.
    const beside = `${this.#file}.${process.pid}.tmp`;
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    fs.copyFileSync(this.#draft, beside);
    fs.renameSync(beside, this.#file);
    fs.rmSync(this.#draft);
  }
}
