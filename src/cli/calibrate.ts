import type { Findings } from "../calibration/step.ts";
import { stepMakers } from "../calibration/steps.ts";
import { formatNotice, loadSettings, type Settings } from "../config.ts";
import { editEnv } from "../config/env_edit.ts";
import { openEnv, saveEnv } from "../config/env_save.ts";
import { type PrinterEdit, printerEdit } from "../config/printer_edit.ts";
import { writtenSettings } from "../config/written.ts";
import type { PrinterConfig, Printers } from "../domain/ports.ts";
import { printable } from "../domain/printable.ts";
import { locations, programFacts } from "../windows/locations.ts";
import { findOut } from "./calibration_dialogue.ts";
import { EXIT } from "./exit_code.ts";
import { withGuesses } from "./guess_profiles.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import { choosePrinter } from "./print_once.ts";
import { askYesNo } from "./question.ts";
import { testPrint } from "./test_print.ts";
import { CLOCK, PAINTERS } from "./wire.ts";

/**
 * `--calibrate`: prints numbered samples on the real printer, asks which look right, and writes what follows from the
 * answers into the settings file. Needs a person: the caller has made sure that there is one.
 */
export async function calibrate(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const { config } = await choosePrinter(options.printer, { type: "receipt", printerName: null }, settings, printers);
  if (config.profile.format === "gdi") {
    return failed(
      io,
      `There is nothing to calibrate on ${printable(config.name)}: Windows draws on it (format gdi). ` +
        "Its paper is set in Windows, under the printer's preferences.",
    );
  }
  const path = settings.envFile ?? locations(programFacts()).envFile;
  io.out([
    `Calibrating ${printable(config.name)}. About a metre of paper is printed, in small steps.`,
    "Each time, look at the paper and type the numbers that are right; several with spaces, none if none is.",
    "Enter alone skips a question and keeps what is set. q ends, and nothing is written.",
    `The answers go to ${path}, at the end and only if you say so.`,
  ].join("\n"));
  const found = await findOut(io, stepMakers(PAINTERS), config, printers, PAINTERS);
  if (found === null) return ended(io);
  if (Object.keys(found).length === 0) {
    io.out("\nEvery question was skipped: there is nothing to write.");
    return EXIT.done;
  }
  return await write(io, { config, found, path, settings, printers, options });
}

interface Result {
  readonly config: PrinterConfig;
  readonly found: Findings;
  readonly path: string;
  readonly settings: Settings;
  readonly printers: Printers;
  readonly options: Options;
}

async function write(io: Io, { config, found, path, settings, printers, options }: Result): Promise<number> {
  const day = new Date().toISOString().slice(0, 10);
  const edit = printerEdit(config, found, settings, `By --calibrate, ${day}`);
  io.out(`\n${summary(edit, config, found)}`);
  const answer = await askYesNo(io, `Write this to ${path}? (y/n) `, null);
  if (answer !== "yes") return ended(io);
  const file = openEnv(path);
  if ("problem" in file) return failed(io, file.problem);
  const edited = editEnv(file.text, edit.changes);
  if ("problem" in edited) return failed(io, edited.problem);
  const saved = saveEnv(file, edited.text);
  if ("problem" in saved) return failed(io, saved.problem);
  io.out(`Written.${saved.backup === null ? "" : ` What was there before is in ${saved.backup}.`}`);
  if (saved.note !== null) io.out(`Note: ${saved.note}.`);

  const loaded = loadSettings(options.envFile);
  if ("problems" in loaded) return failed(io, loaded.problems.map(formatNotice).join("\n"));
  const now = await withGuesses(loaded.settings, printers, CLOCK);
  const code = await testPrint(io, { ...options, printer: edit.alias }, now, printers);
  io.out("A client that is running takes the new settings when it is started again.");
  return code;
}

function summary({ changes, alias, isNew }: PrinterEdit, config: PrinterConfig, found: Findings): string {
  const before = writtenSettings(config.profile);
  const asBefore = new Set(
    [...writtenSettings(found)].filter(([name, value]) => before.get(name) === value)
      .map(([name]) => `PRINTER_${alias}_${name}`),
  );
  const lines = changes.map(({ key, value }) => `  ${key}=${value}${asBefore.has(key) ? "   (as it was)" : ""}`);
  if (!isNew) return ["What was found:", ...lines].join("\n");
  const why = `${printable(config.name)} had no alias, so what is set for it would count for every printer. ` +
    `It becomes ${alias}.`;
  return ["What was found:", ...lines, why].join("\n");
}

function ended(io: Io): number {
  io.out("Ended. Nothing was written.");
  return EXIT.done;
}

function failed(io: Io, problem: string): number {
  io.err(problem);
  return EXIT.failed;
}
