import { parsePrinterSpec } from "../../config/printer_spec.ts";
import { isWrong } from "../../config/values.ts";
import type { DriverKind } from "../../domain/driver.ts";
import { guessed } from "../../domain/models/guess.ts";
import type { InstalledPrinter, Printers } from "../../domain/ports.ts";
import { PrintError } from "../../domain/print_error.ts";
import { printable } from "../../domain/printable.ts";
import { DEFAULT_PROFILE } from "../../domain/profile.ts";
import { readPrinter } from "../../setup/printer_answer.ts";
import type { Setup } from "./step.ts";

/** A printer of this PC as it is offered. */
interface Offer {
  readonly name: string;
  readonly isDefault: boolean;
  /** What a person should know before taking it. */
  readonly remarks: readonly string[];
  /** Whether it looks like a receipt printer. */
  readonly isLikely: boolean;
}

const KINDS: Readonly<Record<DriverKind, string | null>> = {
  raw: null,
  text: null,
  unknown: null,
  office: "an office printer",
  // Their bytes are marked, and most of them pass those on; where one does not, the test page tells.
  xpsdrv: null,
  v4: null,
  virtual: "makes files, never paper",
  fax: "a fax",
};

/** No queue is called that, and an address is still to be asked. */
const NETWORK = "tcp://";
const FOLDER = "folder:printed";

/** Asks which printer is meant, and gives it as the settings write it. `present` is the one so far; empty for none. */
export async function pickPrinter(setup: Setup, question: string, present: string): Promise<string> {
  const { interview } = setup;
  const offers = await offersOf(setup);
  const inUse = setup.draft.aliases.map((alias) => setup.draft.value(`PRINTER_${alias}`));
  for (;;) {
    const specs = [...offers.map(({ name }) => name), NETWORK, FOLDER];
    interview.say(...listing(offers));
    const likely = present !== "" ? present : String(suggested(offers, inUse) + 1);
    const spec = await interview.ask<string>(question, likely === "0" ? null : likely, (text) => {
      if (text === present) return present;
      const read = readPrinter(text, specs);
      return "problem" in read ? read : read.spec;
    });
    const found = spec === NETWORK ? await askAddress(setup) : spec;
    if (found === present || !/^tcp:/i.test(found) || await answers(setup, found)) return found;
  }
}

async function offersOf({ interview, printers }: Setup): Promise<readonly Offer[]> {
  try {
    const installed = await printers.installed();
    return await Promise.all(installed.map((printer) => offerOf(printer, printers)));
  } catch (error) {
    interview.say(`Windows does not tell its printers: ${PrintError.from(error).sentence}`);
    return [];
  }
}

async function offerOf(printer: InstalledPrinter, printers: Printers): Promise<Offer> {
  const { name, isDefault, jobs = 0, isOffline = false } = printer;
  // A queue that cannot be looked into is offered all the same.
  const queue = await printers.describe?.(name).catch(() => null) ?? null;
  const { profileChoice } = guessed({ profile: DEFAULT_PROFILE, guessLimits: { fixed: [] } }, printer);
  const kind = KINDS[queue?.kind ?? "unknown"];
  const remarks = [
    ...(isDefault ? ["the printer of Windows"] : []),
    ...(kind === null ? [] : [kind]),
    ...(isOffline ? ["offline, perhaps switched off"] : []),
    ...(jobs > 0 ? [`${jobs} ${jobs === 1 ? "document waits" : "documents wait"}`] : []),
  ];
  return { name, isDefault, remarks, isLikely: kind === null && profileChoice !== undefined };
}

function listing(offers: readonly Offer[]): string[] {
  const width = Math.max(0, ...offers.map(({ name }) => printable(name).length));
  const rows = offers.map(({ name, remarks }) =>
    `${printable(name).padEnd(width)}${remarks.length === 0 ? "" : `   (${remarks.join("; ")})`}`
  );
  const all = [...rows, "A printer on the network: I know its address", "None yet: into a folder, to try it out"];
  const digits = String(all.length).length;
  return [
    offers.length === 0 ? "Windows has no printer on this PC." : "These printers are there:",
    ...all.map((row, index) => `  ${String(index + 1).padStart(digits)}  ${row}`.trimEnd()),
  ];
}

/** The place of the printer to suggest, none that has its job already; -1 when it is anybody's guess. */
function suggested(offers: readonly Offer[], inUse: readonly string[]): number {
  const free = offers.filter(({ name }) => !inUse.includes(name));
  const usable = free.filter(({ remarks, isDefault }) => remarks.length === (isDefault ? 1 : 0));
  const one = free.find(({ isLikely }) => isLikely) ?? usable.find(({ isDefault }) => isDefault) ??
    (usable.length === 1 ? usable[0] : undefined);
  return one === undefined ? -1 : offers.indexOf(one);
}

function askAddress({ interview }: Setup): Promise<string> {
  const question =
    "What is the printer's address? It stands on the page that it prints of itself, such as 192.168.1.50.";
  return interview.ask<string>(question, null, (text) => {
    // Never a number of the list: that is another question.
    const read = readPrinter(/^\d+$/.test(text) ? `${text}.` : text, []);
    if ("problem" in read) return { problem: "This is no address. It looks like 192.168.1.50." };
    return read.spec;
  });
}

/** Whether a network printer is there, or is to be kept although it is not. */
async function answers({ interview, printers }: Setup, spec: string): Promise<boolean> {
  const address = parsePrinterSpec(spec, (path) => path);
  if (isWrong(address)) return false;
  for (;;) {
    interview.say(`Looking for ${spec} …`);
    const printer = printers.open({ name: spec, address, profile: DEFAULT_PROFILE });
    try {
      await printer.check();
      interview.say("Good: it answers.");
      return true;
    } catch (error) {
      interview.say(`It does not answer. ${PrintError.from(error).sentence}`);
    } finally {
      await printer.close();
    }
    const choice = await interview.choose("What now?", [
      "Take another printer, or another address",
      "Look again: it is switched on now",
      "Keep it: it is switched off, and the address is right",
    ], 0);
    if (choice !== 1) return choice === 2;
  }
}
