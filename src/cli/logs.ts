import type { Settings } from "../config.ts";
import { lastLines, type LogFile, logFiles } from "../log/log_files.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** Lines of the log that are shown. */
const SHOWN = 40;

/** `--logs`: where the log is, and its last lines. */
export function logs(io: Io, settings: Settings, json: boolean): number {
  const files = logFiles(settings.logFile);
  const lines = lastLines(files, SHOWN);
  if (json) {
    io.out(JSON.stringify({ file: settings.logFile, files, lines }, null, 2));
    return EXIT.done;
  }
  if (files.length === 0) {
    io.out(`There is no log yet: ${settings.logFile}\nIt is begun when the program connects and prints.`);
    return EXIT.done;
  }
  for (const line of lines) io.out(line);
  if (lines.length > 0) io.out("");
  io.out(files.map(named).join("\n"));
  return EXIT.done;
}

function named({ path, bytes }: LogFile): string {
  return `${path}   ${bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`}`;
}
