import type { PathRules } from "../windows/locations.ts";
import { filled } from "./plain.ts";
import type { Entry, Report } from "./report.ts";

/** What the program keeps in its data folder: the jobs with SQLite's files beside them, the page's key, small memories. */
const OURS = /^(?:jobs\.sqlite.*|dashboard\.key|default_printer\.json|printer-client\.checked)$/i;

/**
 * The path of the log: `name` in `dataDir`, or wherever it leads. Reports one that would be written over a file that the
 * program needs, such as the settings in `envFile`.
 */
export function readLogFile(
  name: string,
  { dataDir, envFile, entries }: {
    readonly dataDir: string;
    readonly envFile: string;
    readonly entries: ReadonlyMap<string, Entry>;
  },
  path: PathRules,
  report: Report,
): string {
  const file = path.resolve(dataDir, name);
  const entry = filled(entries.get("LOG_FILE"));
  const isSame = (one: string, other: string) => path.resolve(one).toLowerCase() === path.resolve(other).toLowerCase();
  const isOurs = isSame(path.dirname(file), dataDir) && OURS.test(path.basename(file));
  if (entry !== null && (isOurs || isSame(file, envFile))) {
    report.problem(
      entry,
      `"${file}" is a file that the program needs`,
      "Name another one, such as printer_client.log.",
    );
  }
  return file;
}
