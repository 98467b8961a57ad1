import { formatNotice, loadSettings, type Settings } from "../config.ts";
import { settingsPath } from "../config/settings_path.ts";
import { PrintError } from "../domain/print_error.ts";
import { readEnvFile } from "../env_file.ts";
import { type LogOptions, openLog } from "../log/log.ts";
import { eventText } from "../log/log_line.ts";
import { NAME, VERSION } from "../version.ts";
import { openEventLog } from "../windows/event_log.ts";
import { AGAIN, EXIT } from "./exit_code.ts";
import { HELP } from "./help.ts";
import type { Io } from "./io.ts";
import { type Options, parseOptions } from "./options.ts";
import { askYesNo } from "./question.ts";
import { takeFolder } from "./take_folder.ts";
import type { PrinterRack } from "./wire.ts";

/** How long the rest of the program waits for the first answer of the backend. */
const DIAL_FIRST_MS = 200;

/**
 * Runs the program and gives its exit code. On a double-click an error stays readable: the window waits for Enter.
 * Without a terminal nothing is ever asked.
 */
export async function main(io: Io): Promise<number> {
  let code: number;
  try {
    code = await dispatch(io);
  } catch (error) {
    io.err(`${NAME} stopped: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    code = EXIT.failed;
  }
  if (code !== EXIT.done && io.ownsWindow) await closing(io);
  return code;
}

/** Keeps the window until what stands in it was read. */
async function closing(io: Io): Promise<void> {
  io.err("\nPress Enter to close this window.");
  await io.enter();
}

async function dispatch(io: Io): Promise<number> {
  const options = parseOptions(io.args);
  if ("problem" in options) {
    io.err(`${options.problem}\nSee ${NAME} --help.`);
    return EXIT.usage;
  }
  if (options.command === "help") {
    io.out(HELP);
    return EXIT.done;
  }
  // To be rid of it needs no settings.
  if (options.command === "uninstall-task") return await (await import("./task.ts")).uninstallStart(io);
  if (options.command === "version") {
    io.out(`${NAME} ${VERSION}`);
    return EXIT.done;
  }
  if (options.command === "list-profiles") return (await import("./list_profiles.ts")).listProfiles(io, options.json);
  if (options.command === "demo") return await (await import("./demo.ts")).demo(io);
  if ((options.command === "calibrate" || options.command === "setup") && !io.isTerminal) {
    io.err(`--${options.command} asks questions, and nobody can answer here. Run it in a console window.`);
    return EXIT.usage;
  }
  if (options.command === "setup" || isFirstStart(io, options)) return await guided(io, options);
  return await withSettings(io, options);
}

/** Whether a person starts the program to print. A task of Windows has a window too, and nobody at it. */
function isSomebodyStarting(io: Io, { command, envFile, json, standby }: Options): boolean {
  return command === "run" && envFile === null && !json && !standby && io.isTerminal;
}

/** Whether that is for the first time. */
function isFirstStart(io: Io, options: Options): boolean {
  if (!isSomebodyStarting(io, options)) return false;
  return readEnvFile(settingsPath(null)).kind === "missing" && "problems" in loadSettings(null);
}

/** The set-up, and then the program itself where the person wants it to run. */
async function guided(io: Io, options: Options): Promise<number> {
  let isToRun = false;
  const { setUp, thisPc } = await import("./setup/setup.ts");
  const code = await withPrinters(io, async (rack) => {
    const end = await setUp(io, options, thisPc(rack));
    isToRun = end.isToRun;
    return end.code;
  });
  if (isToRun) return await withSettings(io, { ...options, command: "run" });
  if (code === EXIT.done && io.ownsWindow) await closing(io);
  return code;
}

async function withSettings(io: Io, options: Options): Promise<number> {
  const loaded = loadSettings(options.envFile);
  const warnings = loaded.warnings.map(formatNotice);
  if ("problems" in loaded) {
    if (options.command === "task-status") return await (await import("./task.ts")).startStatus(io, null, options.json);
    // A technician lists printers to write the settings: that works without them.
    if (options.command === "list-printers") {
      return await withPrinters(
        io,
        async (rack) => (await import("./list_printers.ts")).listPrinters(io, null, rack, options.json),
      );
    }
    sayProblems(io, loaded.problems.map(formatNotice), warnings, options.json);
    if (!isSomebodyStarting(io, options)) return EXIT.usage;
    const answer = await askYesNo(io, "Go through the settings now? (y, Enter: no) ", "no");
    return answer === "yes" ? await guided(io, options) : EXIT.usage;
  }
  const { settings } = loaded;
  if (options.command !== "check" && !options.json) { for (const warning of warnings) io.err(`note: ${warning}`); }
  const code = await command(io, options, settings, warnings);
  return code === AGAIN ? await withSettings(io, options) : code;
}

function sayProblems(io: Io, problems: readonly string[], warnings: readonly string[], json: boolean): void {
  if (json) io.out(JSON.stringify({ ok: false, problems, warnings }, null, 2));
  else io.err(["The settings need attention:", ...[...problems, ...warnings].map((line) => `  ${line}`)].join("\n"));
}

async function command(
  io: Io,
  options: Options,
  settings: Settings,
  warnings: readonly string[],
): Promise<number | typeof AGAIN> {
  const withGuessed = (action: (rack: PrinterRack, settings: Settings) => Promise<number>) =>
    withPrinters(io, async (rack) => {
      const [{ withGuesses }, { CLOCK }] = [await import("./guess_profiles.ts"), await import("./wire.ts")];
      return await action(rack, await withGuesses(settings, rack, CLOCK));
    });
  switch (options.command) {
    case "list-printers":
      return withGuessed(async (rack, settings) =>
        (await import("./list_printers.ts")).listPrinters(io, settings, rack, options.json)
      );
    case "check":
      return withGuessed(async (rack, settings) =>
        (await import("./check.ts")).check(io, options, settings, warnings, rack)
      );
    case "test-print":
      return withGuessed(async (rack, settings) =>
        (await import("./test_print.ts")).testPrint(io, options, settings, rack)
      );
    case "calibrate":
      return withGuessed(async (rack, settings) =>
        (await import("./calibrate.ts")).calibrate(io, options, settings, rack)
      );
    case "print":
      return withGuessed(async (rack, settings) =>
        (await import("./print_file.ts")).printFile(io, options, settings, rack)
      );
    case "preview":
      return withGuessed(async (rack, settings) => (await import("./preview.ts")).preview(io, options, settings, rack));
    case "lint":
      return withGuessed(async (rack, settings) => (await import("./lint.ts")).lint(io, options, settings, rack));
    case "reprint":
      return withGuessed(async (rack, settings) => (await import("./reprint.ts")).reprint(io, options, settings, rack));
    case "export-templates":
      return (await import("./export_templates.ts")).exportTemplates(io, options, settings);
    case "install-task":
      return (await import("./task.ts")).installStart(io, options, settings);
    case "task-status":
      return (await import("./task.ts")).startStatus(io, settings, options.json);
    case "logs":
      return (await import("./logs.ts")).logs(io, settings, options.json);
    case "open":
      return (await import("./open_dashboard.ts")).openDashboard(io, settings);
    case "support":
      return withPrinters(
        io,
        async (rack) => (await import("./support.ts")).support(io, settings, warnings, rack, options.json),
      );
    default:
      return logged(io, options, settings, warnings);
  }
}

async function logged(
  io: Io,
  options: Options,
  settings: Settings,
  warnings: readonly string[],
): Promise<number | typeof AGAIN> {
  const unlock = await takeFolder(io, settings.dataDir, options.standby);
  if (unlock === null) return EXIT.running;
  const { logLevel: level, logFile: file, logMaxBytes: maxBytes, logFiles: files, logFormat: format } = settings;
  const eventLog = openEventLog();
  const alsoTo: LogOptions["alsoTo"] = (level, event, fields) => {
    if (level === "error" || event === "started") {
      eventLog?.report(level === "error" ? level : "info", eventText(event, fields));
    }
  };
  const log = openLog({ level, file, maxBytes, files, format, alsoTo });
  if (log.problem !== null) io.err(`note: ${log.problem}`);
  // Reaching a backend that is there takes a moment, and loading what prints keeps this thread busy: that comes after.
  const backend = (await import("./dial.ts")).dial(settings);
  try {
    await backend.answered(DIAL_FIRST_MS);
    return await (await import("./run.ts")).run(io, settings, warnings, log, options.json, backend);
  } finally {
    await backend.close();
    await log.close();
    eventLog?.close();
    unlock();
  }
}

/** Runs a command with the printers at hand; what it throws about them is said in its sentence. */
async function withPrinters(io: Io, action: (rack: PrinterRack) => Promise<number>): Promise<number> {
  const rack = new (await import("./wire.ts")).PrinterRack();
  try {
    return await action(rack);
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    io.err(error.sentence);
    return EXIT.failed;
  } finally {
    await rack.close();
  }
}
