import EXAMPLE from "../../../.env.example" with { type: "text" };
import { openEnv, saveEnv } from "../../config/env_save.ts";
import { settingsPathToWrite } from "../../config/settings_path.ts";
import { readEnvFile } from "../../env_file.ts";
import { SettingsDraft } from "../../setup/draft.ts";
import type { Printers } from "../../domain/ports.ts";
import { NAME } from "../../version.ts";
import { type ProgramFacts, programFacts } from "../../windows/locations.ts";
import { runningPid } from "../../windows/single_instance.ts";
import { calibrate } from "../calibrate.ts";
import { EXIT } from "../exit_code.ts";
import type { Io } from "../io.ts";
import type { Options } from "../options.ts";
import { reachBackend, type Reached } from "../reach.ts";
import { installStart } from "../task.ts";
import { testPageOn } from "../test_print.ts";
import type { Line } from "../dial.ts";
import { CLOCK } from "../wire.ts";
import { BACKEND_STEP } from "./backend_step.ts";
import { COUNTRY_STEP, START_STEP } from "./country_step.ts";
import { isAgreed } from "./dialogue.ts";
import { isFreeOfFaults } from "./faults.ts";
import { IDENTITY_STEP } from "./identity_step.ts";
import { Interview, Left } from "./interview.ts";
import { MORE_PRINTERS_STEP, PRINTER_STEP } from "./printer_steps.ts";
import type { Setup } from "./step.ts";

/** What the set-up came to. */
export interface SetupEnd {
  readonly code: number;
  /** Whether the person wants it to run now, in this window. */
  readonly isToRun: boolean;
}

/** What the set-up does to the PC, so that tests can stand in for it. */
export interface SetupWorld {
  readonly facts: ProgramFacts;
  readonly printers: Printers;
  readonly systemLocale: string;
  reach(line: Line): Promise<Reached>;
  /** Sets up the start with Windows, with the settings that were written; `null` where there is no Windows. */
  readonly startWithWindows: typeof installStart | null;
  newId(): string;
}

/** This PC. */
export function thisPc(printers: Printers): SetupWorld {
  const facts = programFacts();
  return {
    facts,
    printers,
    systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
    reach: (line) => reachBackend(line, CLOCK),
    startWithWindows: facts.os === "windows" ? installStart : null,
    newId: () => crypto.randomUUID(),
  };
}

/**
 * `--setup`, and the first start: asks for what matters, tries each answer at once, and writes the settings file at the end.
 * Needs a person: the caller has made sure that there is one.
 */
export async function setUp(io: Io, options: Options, world: SetupWorld): Promise<SetupEnd> {
  const isFirst = options.command !== "setup";
  const left = { code: isFirst ? EXIT.usage : EXIT.done, isToRun: false };
  const file = openEnv(settingsPathToWrite(options.envFile, world.facts));
  if ("problem" in file) return failed(io, file.problem);
  const draft = new SettingsDraft(file, EXAMPLE, world.facts);
  const setup: Setup = {
    interview: new Interview(io),
    draft,
    printers: world.printers,
    wishes: { calibrate: null, startWithWindows: false },
    reach: world.reach,
    testPage: (settings, alias) => testPageOn(io, settings, alias, world.printers),
    systemLocale: world.systemLocale,
    newId: world.newId,
  };
  let isWritten = false;
  const release = io.onInterrupt(() => {
    io.out(isWritten ? "" : `\n${ENDED}`);
    Deno.exit(EXIT.failed);
  });
  try {
    greet(io, draft, isFirst);
    if (!draft.isNew && !(await isFreeOfFaults(setup))) {
      return failed(io, `Correct it in ${file.path}, and start again.`);
    }
    const canStart = world.startWithWindows !== null && options.envFile === null;
    const steps = [BACKEND_STEP, IDENTITY_STEP, PRINTER_STEP, MORE_PRINTERS_STEP, COUNTRY_STEP];
    if (!(await isAgreed(setup, canStart ? [...steps, START_STEP] : steps))) return ended(io, left, isFirst);
    const saved = saveEnv(file, draft.text);
    if ("problem" in saved) return failed(io, saved.problem);
    isWritten = true;
    io.out(`\nWritten to ${file.path}.${saved.backup === null ? "" : ` What was there before is in ${saved.backup}.`}`);
    return await afterwards(io, options, setup, world);
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return isWritten ? { code: EXIT.done, isToRun: false } : ended(io, left, isFirst);
  } finally {
    release();
  }
}

const ENDED = "Ended. Nothing was written.";

function ended(io: Io, left: SetupEnd, isFirst: boolean): SetupEnd {
  io.out(`\n${ENDED} ${isFirst ? "Start it again to begin anew." : `${NAME} --setup begins anew.`}`);
  return left;
}

function failed(io: Io, problem: string): SetupEnd {
  io.err(problem);
  return { code: EXIT.failed, isToRun: false };
}

function greet(io: Io, { file, isNew }: SettingsDraft, isFirst: boolean): void {
  const looked = isNew ? readEnvFile(file.path) : null;
  const [lookalike] = looked?.kind === "missing" ? looked.lookalikes : [];
  io.out([
    `${isFirst && isNew ? "Welcome. " : ""}A few questions, and this PC prints what your till system sends.`,
    'Type an answer and press Enter. Enter alone takes what stands behind "Enter:".',
    "b goes back, q leaves. Nothing is written before the end.",
    ...(isNew ? [] : [`The answers so far are those of ${file.path}.`]),
    ...(lookalike === undefined
      ? []
      : [`Note: there is a file "${lookalike}". If your settings are in it, leave with q and rename it to ".env".`]),
  ].join("\n"));
}

async function afterwards(io: Io, options: Options, setup: Setup, world: SetupWorld): Promise<SetupEnd> {
  const { draft, wishes, interview, printers } = setup;
  const done = { code: EXIT.done, isToRun: false };
  const loaded = draft.settings();
  if ("problems" in loaded) return failed(io, draft.problems().join("\n"));
  const settings = { ...loaded.settings, envFile: draft.file.path };
  if (wishes.calibrate !== null) {
    io.out("");
    await calibrate(io, { ...options, envFile: draft.file.path, printer: wishes.calibrate }, settings, printers);
  }
  const pid = draft.isNew ? null : runningPid(settings.dataDir);
  if (pid !== null) {
    io.out(`${NAME} runs already (process ${pid}). Close its window and start it again: then it takes these settings.`);
    return done;
  }
  if (wishes.startWithWindows && world.startWithWindows !== null) {
    if (await world.startWithWindows(io, options, settings) === EXIT.done) {
      io.out("It prints in a window of its own.");
      return done;
    }
    io.out(`${NAME} --install-task tries that again.`);
  }
  interview.say("", "Ready.");
  const isToRun = await interview.yes("Start printing now? It prints as long as this window is open.", "y");
  if (!isToRun) io.out(`Start ${NAME} whenever you like. ${NAME} --setup asks everything again.`);
  return { code: EXIT.done, isToRun };
}
