import { strToU8, zipSync } from "fflate";
import { hostname, release, type } from "node:os";
import { join } from "node:path";
import { maskedSettings, type Settings } from "../config.ts";
import { isoTime } from "../domain/outcome.ts";
import type { Printers } from "../domain/ports.ts";
import { logFiles } from "../log/log_files.ts";
import { recentJobs } from "../sqlite/recent_jobs.ts";
import { NAME, VERSION } from "../version.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { databasePath } from "./wire.ts";

/** Jobs that are listed. */
const JOBS = 500;
/** Bytes of log that are taken along, newest first. */
const LOG_BYTES = 20_000_000;

/**
 * `--support`: one zip for whoever helps: settings without secrets, logs, what became of the last jobs (nothing of what stands on
 * them), printers, versions. What cannot be read is said in its file. Sends nothing anywhere.
 */
export async function support(
  io: Io,
  settings: Settings,
  warnings: readonly string[],
  printers: Printers,
  json: boolean,
): Promise<number> {
  const nowMs = Date.now();
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
  addLogs(files, settings.logFile);

  const path = join(settings.dataDir, `${NAME}-support-${stamp(nowMs)}.zip`);
  try {
    Deno.mkdirSync(settings.dataDir, { recursive: true });
    // Never over another one of the same second.
    Deno.writeFileSync(path, zipSync(files, { level: 6 }), { createNew: true });
  } catch (error) {
    io.err(`Cannot write "${path}": ${error instanceof Error ? error.message : String(error)}.`);
    return EXIT.failed;
  }
  if (json) io.out(JSON.stringify({ file: path, contents: Object.keys(files) }, null, 2));
  else {
    io.out(`${path}\n`);
    io.out(
      "It holds the settings without secrets, the logs, the last jobs without what stands on them, and the printers.",
    );
    io.out(`Look into it before you send it: the logs name documents, printers and this PC (${hostname()}).`);
  }
  return EXIT.done;
}

function addLogs(files: Record<string, Uint8Array>, logFile: string): void {
  let room = LOG_BYTES;
  for (const { path, bytes } of logFiles(logFile)) {
    room -= bytes;
    if (room < 0) return;
    try {
      files[`logs/${path.split(/[\\/]/).at(-1)}`] = Deno.readFileSync(path);
    } catch (error) {
      files["logs/unreadable.txt"] = strToU8(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
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
