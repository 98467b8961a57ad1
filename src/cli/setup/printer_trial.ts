import { choiceText } from "../../domain/models/guess.ts";
import type { PrinterConfig } from "../../domain/ports.ts";
import type { Settings } from "../../config.ts";
import { withGuesses } from "../guess_profiles.ts";
import { CLOCK } from "../wire.ts";
import { isTaken, type Setup } from "./step.ts";

const WIDTHS = [
  { columns: "48", text: "48 letters on a line: 80 mm, the usual one" },
  { columns: "42", text: "42 letters on a line: 80 mm, some printers" },
  { columns: "32", text: "32 letters on a line: 58 mm, the narrow one" },
] as const;

/**
 * Asks for the paper of the printer with this alias where nothing tells it, prints a test page, and helps when it is not
 * right. Whether the printer stays; if not, another one is wanted.
 */
export async function isTriedOut(setup: Setup, alias: string): Promise<boolean> {
  const { interview } = setup;
  await askPaper(setup, alias);
  if (!(await interview.yes("Print a test page on it now?", "y"))) return true;
  for (;;) {
    const settings = settingsOf(setup);
    if (settings === null) return true;
    const problem = await setup.testPage(settings, alias);
    const place = await folderOf(setup, alias);
    if (problem === null && place !== null) {
      interview.say(`The test page is in the folder ${place}, as text, as a picture and as bytes.`);
      return true;
    }
    if (problem !== null) interview.say("The test page could not be printed.", `  ${problem}`);
    else if (await interview.yes("Did it come out, and can you read all of it?", null)) return true;
    const next = await remedy(setup, alias, problem !== null);
    if (next !== "again") return next === "keep";
  }
}

async function askPaper(setup: Setup, alias: string): Promise<void> {
  const { interview, draft } = setup;
  const config = await configOf(setup, alias);
  if (config === null || config.address.kind === "folder" || config.profile.format !== "escpos") return;
  const { profileChoice, profile } = config;
  if (profileChoice !== undefined) {
    interview.say(`It is taken for ${choiceText(profileChoice, "")}: ${profile.columns} letters on a line.`);
    return;
  }
  const isSaid = [`PRINTER_${alias}_COLUMNS`, "PAPER_COLUMNS"].some((key) => draft.value(key) !== "");
  if (isSaid) return;
  const choice = await interview.choose("How wide is its paper?", [
    "80 mm, as wide as a hand: the usual one",
    "58 mm, the narrow one",
  ], profile.columns < 40 ? 1 : 0);
  if (choice === 1) isTaken(setup, draft.set({ key: `PRINTER_${alias}_PROFILE`, value: "generic-58mm" }));
}

async function remedy(setup: Setup, alias: string, isFault: boolean): Promise<"again" | "other" | "keep"> {
  const { interview, wishes } = setup;
  if (!isFault) interview.say(...await hints(setup, alias));
  const ways = [
    { text: "Print it again: I have looked after the printer", way: "again" },
    ...(isFault ? [] : [
      { text: "The lines break, or do not fill the paper: set another width, and print it again", way: "width" },
      { text: "Letters are wrong: find out at the end, with samples on paper", way: "calibrate" },
    ] as const),
    { text: "Take another printer", way: "other" },
    { text: "Leave it as it is, and go on", way: "keep" },
  ] as const;
  const chosen = ways[await interview.choose("What now?", ways.map(({ text }) => text), 0)]?.way ?? "keep";
  if (chosen === "width") await askWidth(setup, alias);
  if (chosen === "calibrate") wishes.calibrate = alias;
  if (chosen === "again" || chosen === "width") return "again";
  return chosen === "other" ? "other" : "keep";
}

async function askWidth(setup: Setup, alias: string): Promise<void> {
  const now = String((await configOf(setup, alias))?.profile.columns ?? 48);
  const place = Math.max(0, WIDTHS.findIndex(({ columns }) => columns === now));
  const choice = await setup.interview.choose("Which width?", WIDTHS.map(({ text }) => text), place);
  isTaken(setup, setup.draft.set({ key: `PRINTER_${alias}_COLUMNS`, value: WIDTHS[choice]?.columns ?? now }));
}

async function hints(setup: Setup, alias: string): Promise<string[]> {
  const lines = ["Is it switched on, is there paper in it, is its cover shut, does a red light burn?"];
  const config = await configOf(setup, alias);
  if (config?.address.kind !== "windows") return lines;
  lines.push("In Windows, under Printers, look at its queue: it must not be paused, and show no error.");
  return lines;
}

/** Where the papers of a printer that makes files are; `null` for any other. */
async function folderOf(setup: Setup, alias: string): Promise<string | null> {
  const config = await configOf(setup, alias);
  return config?.address.kind === "folder" ? config.address.path : null;
}

async function configOf(setup: Setup, alias: string): Promise<PrinterConfig | null> {
  const settings = settingsOf(setup);
  if (settings === null) return null;
  const { printers } = await withGuesses(settings, setup.printers, CLOCK);
  return printers.find(({ name }) => name.toUpperCase() === alias.toUpperCase()) ?? null;
}

/** The settings so far; `null` after saying what is wrong with them. */
function settingsOf({ draft, interview }: Setup): Settings | null {
  const loaded = draft.settings();
  if ("settings" in loaded) return loaded.settings;
  interview.say(
    "The settings have a fault, so nothing can be printed yet:",
    ...draft.problems().map((it) => `  ${it}`),
  );
  return null;
}
