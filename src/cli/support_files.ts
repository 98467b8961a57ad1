import { strToU8, Zip, ZipDeflate } from "fflate";
import { release, type } from "node:os";
import { maskedSettings, type Settings } from "../config.ts";
import { isoTime } from "../domain/outcome.ts";
import type { Printers } from "../domain/ports.ts";
import { logFiles } from "../log/log_files.ts";
import { recentJobs } from "../sqlite/recent_jobs.ts";
import { NAME, VERSION } from "../version.ts";
import { databasePath } from "./wire.ts";

/** Jobs that are listed. */
const JOBS = 500;
/** Bytes of log that are taken along, newest first. */
const LOG_BYTES = 20_000_000;
/** Bytes compressed in one go: a few milliseconds, between which the running client prints. */
const CHUNK = 65_536;

/** The zip of `--support`. */
export interface SupportZip {
  /** Its file name, with the time. */
  readonly name: string;
  readonly contents: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Settings without secrets, logs, what became of the last jobs (nothing of what stands on them), printers, versions. What
 * cannot be read is said in its file. Printing goes on meanwhile.
 */
export async function supportZip(
  settings: Settings,
  warnings: readonly string[],
  printers: Printers,
  nowMs: number,
): Promise<SupportZip> {
  const files: Record<string, Uint8Array> = {};
  const add = async (name: string, make: () => unknown | Promise<unknown>) => {
    try {
      const made = await make();
      files[name] = typeof made === "string" ? strToU8(made) : strToU8(`${JSON.stringify(made, null, 2)}\n`);
    } catch (error) {
      files[name] = strToU8(`Cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  await add("versions.json", () => ({
    [NAME]: VERSION,
    deno: Deno.version.deno,
    system: `${type()} ${release()} ${Deno.build.arch}`,
    made_at: isoTime(nowMs),
  }));
  await add("settings.json", () => ({ ...maskedSettings(settings), warnings }));
  await add("printers.json", () => printers.installed());
  await add("jobs.csv", () => jobsText(settings));
  await addLogs(files, settings.logFile);
  return { name: `${NAME}-support-${stamp(nowMs)}.zip`, contents: Object.keys(files), bytes: await zipped(files) };
}

async function addLogs(files: Record<string, Uint8Array>, logFile: string): Promise<void> {
  let room = LOG_BYTES;
  for (const { path, bytes } of logFiles(logFile)) {
    room -= bytes;
    if (room < 0) return;
    try {
      files[`logs/${path.split(/[\\/]/).at(-1)}`] = await Deno.readFile(path);
    } catch (error) {
      files["logs/unreadable.txt"] = strToU8(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

async function zipped(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error !== null) throw error;
    parts.push(new Uint8Array(part));
  });
  for (const [name, bytes] of Object.entries(files)) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for (let at = 0; at === 0 || at < bytes.length; at += CHUNK) {
      file.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  zip.end();
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function jobsText(settings: Settings): string {
  const rows = recentJobs(databasePath(settings), JOBS).map((job) => [
    isoTime(job.receivedAtMs),
    job.settledAtMs === null ? "" : isoTime(job.settledAtMs),
    ...[job.id, job.type, job.lane, job.state, job.attempts, job.error, job.bytes],
  ]);
  const head = ["received", "settled", "job_id", "type", "printer", "state", "attempts", "error", "bytes"];
  return [head, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

function quoted(value: string | number | null): string {
  const text = String(value ?? "");
  // A cell that begins so would be a formula in a spreadsheet, and a job_id comes from outside.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function stamp(ms: number): string {
  return isoTime(ms).slice(0, 19).replace("T", "-").replaceAll(":", "");
}
