import { dirname, parse } from "node:path";
import { type BackendFacts, backendFinding } from "../check/backend.ts";
import { certificateFinding } from "../check/certificate.ts";
import { clockFinding } from "../check/clock.ts";
import { databaseFinding } from "../check/database.ts";
import { diskFinding } from "../check/disk.ts";
import { filesFinding, templatesFinding } from "../check/files.ts";
import { type Finding, LIMIT_MS, note, ok, type Probe } from "../check/finding.ts";
import { logFinding } from "../check/log_folder.ts";
import { folderFinding, restartFinding, runningFinding, sleepFinding } from "../check/windows_pc.ts";
import { maskedUrl, type Settings } from "../config.ts";
import type { Printers } from "../domain/ports.ts";
import { logFiles } from "../log/log_files.ts";
import type { ServerLook } from "../socketio/server_look.ts";
import { askHealth } from "../sqlite/health.ts";
import { lookAtFonts } from "../text_painter/font_look.ts";
import { NAME, VERSION } from "../version.ts";
import { freeBytes } from "../windows/disk_space.ts";
import { isWritableFolder } from "../windows/locations.ts";
import { powerPlan, wantsRestart } from "../windows/power_plan.ts";
import { openRegistry } from "../windows/registry.ts";
import { printerProbes } from "./check_printers.ts";
import { openShop } from "./shop.ts";
import { startProbe } from "./check_task.ts";
import { CLOCK, databasePath, FONT_FOLDER } from "./wire.ts";

/** What is looked at, and from where. */
export interface CheckParts {
  readonly settings: Settings;
  readonly warnings: readonly string[];
  readonly printers: Printers;
  /** The process of the running client; `null` when none runs. */
  readonly pid: number | null;
  /** How far the backend is reached, within `limitMs`. */
  readonly backend: { readonly limitMs: number; ask(): Promise<BackendFacts> };
  /** What the server tells of its clock and certificate; rejects when it cannot be reached. */
  readonly server: () => Promise<ServerLook>;
  readonly wallMs: () => number;
}

/** Everything the check looks at, in the order it is told. */
export function checkProbes(parts: CheckParts): Probe[] {
  const { settings, pid, backend, wallMs } = parts;
  const { dataDir, socketUrl } = settings;
  const one = (name: string, unanswered: Probe["unanswered"], look: () => Finding | Promise<Finding>): Probe => ({
    name,
    unanswered,
    look: async () => [await look()],
  });
  return [
    { name: "settings", unanswered: "fail", look: () => settingsFindings(parts) },
    one("program", "note", () => runningFinding(pid)),
    one("data folder", "fail", () => folderFinding(dataDir, problemOfFolder(dataDir))),
    ...diskFolders(dataDir).map(([name, folder]) =>
      one(name, "note", async () => diskFinding(name, folder, await freeBytes(folder)))
    ),
    databaseProbe(settings, pid !== null, wallMs),
    one("log", "note", () => logFacts(settings)),
    one("templates", "fail", () => templates(settings)),
    one("fonts and pictures", "note", () => files(settings)),
    ...printerProbes(settings, parts.printers, CLOCK),
    {
      name: "backend",
      unanswered: "fail",
      limitMs: backend.limitMs,
      look: async () => [backendFinding(maskedUrl(socketUrl), await backend.ask())],
    },
    ofServer(
      "certificate",
      parts,
      ({ certificate }) =>
        certificate === null ? [] : [certificateFinding(certificate, wallMs(), settings.network.isInsecure)],
    ),
    ofServer("clock", parts, ({ aheadMs }) => [clockFinding(aheadMs)]),
    ...(Deno.build.os === "windows" ? [startProbe(), ...windowsProbes()] : []),
  ];
}

function settingsFindings({ settings, warnings }: CheckParts): Finding[] {
  const from = settings.envFile ?? "from the environment";
  return [
    ok("version", `${NAME} ${VERSION}`),
    ok("settings", from),
    ...warnings.map((warning) => note("settings", warning)),
  ];
}

function ofServer(name: string, { server }: CheckParts, find: (look: ServerLook) => Finding[]): Probe {
  // That it cannot be reached is the backend's finding.
  return { name, unanswered: "note", look: () => server().then(find, () => []) };
}

function problemOfFolder(folder: string): string | null {
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.removeSync(Deno.makeTempFileSync({ dir: folder, prefix: "check-" }));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The disk of our data, and Windows' own where that is another: its spooler keeps documents there. */
function diskFolders(dataDir: string): (readonly [name: string, folder: string])[] {
  const own = ["disk", dataDir] as const;
  if (Deno.build.os !== "windows") return [own];
  const windows = Deno.env.get("SystemRoot") ?? "C:\\Windows";
  return parse(windows).root.toLowerCase() === parse(dataDir).root.toLowerCase()
    ? [own]
    : [own, ["Windows disk", windows]];
}

function databaseProbe(settings: Settings, isRunning: boolean, wallMs: () => number): Probe {
  const limitMs = 3 * LIMIT_MS;
  return {
    name: "database",
    unanswered: "note",
    limitMs,
    look: async () => {
      const health = await askHealth(databasePath(settings), AbortSignal.timeout(limitMs));
      return [databaseFinding(health, wallMs(), isRunning)];
    },
  };
}

function logFacts({ logFile }: Settings): Finding {
  const problem = isWritableFolder(dirname(logFile)) ? null : "its folder cannot be written";
  return logFinding({ file: logFile, sizes: logFiles(logFile).map(({ bytes }) => bytes), problem });
}

async function templates(settings: Settings): Promise<Finding> {
  const problems: string[] = [];
  let own: readonly string[] = [];
  await openShop(settings, (event) => {
    if (event.event === "template_problem") problems.push(event.problem);
    if (event.event === "templates_loaded") own = event.templates;
  });
  return templatesFinding({ folder: settings.templatesDir, own, problems });
}

function files({ logo, assetsDir }: Settings): Finding {
  const { missing, problem } = lookAtFonts(FONT_FOLDER());
  return filesFinding({
    missingFonts: missing,
    fontProblem: problem,
    logo,
    assetsDir,
    pictures: picturesIn(assetsDir),
  });
}

function picturesIn(folder: string): number {
  try {
    return [...Deno.readDirSync(folder)].filter(({ name }) => /\.(png|jpe?g)$/i.test(name)).length;
  } catch {
    return 0;
  }
}

/** What Windows' registry tells: sleep, and a restart that is due. */
function windowsProbes(): Probe[] {
  const read = (name: string, find: (registry: NonNullable<ReturnType<typeof openRegistry>>) => Finding): Probe => ({
    name,
    unanswered: "note",
    look: () => {
      const registry = openRegistry();
      if (registry === null) return [note(name, "Windows' registry cannot be read")];
      try {
        return [find(registry)];
      } finally {
        registry.close();
      }
    },
  });
  return [
    read("sleep", (registry) => sleepFinding(powerPlan(registry))),
    read("Windows restart", (registry) => restartFinding(wantsRestart(registry))),
  ];
}
