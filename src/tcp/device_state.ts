import type { PrinterStateName } from "../domain/printer_state.ts";

/** The questions of `DLE EOT n`; the numbers are n. */
export const QUESTION = { printer: 1, offlineCause: 2, errorCause: 3, paper: 4 } as const;

/** One of the questions. */
export type Question = (typeof QUESTION)[keyof typeof QUESTION];

/** The printer's answers, one byte for each question it was asked. */
export type DeviceState = ReadonlyMap<Question, number>;

/** Why a printer that can be reached does not print. */
export interface Trouble {
  readonly state: PrinterStateName;
  /** For lists: `paper out`. */
  readonly words: string;
  /** For sentences that begin with the printer: `it is out of paper`. */
  readonly clause: string;
  /** What to do, as a sentence. */
  readonly hint: string;
}

const PAPER_OUT: Trouble = {
  state: "paper_out",
  words: "paper out",
  clause: "it is out of paper",
  hint: "Put in a new roll and close the cover; the ticket then prints by itself.",
};

const COVER_OPEN: Trouble = {
  state: "door_open",
  words: "cover open",
  clause: "its cover is open",
  hint: "Close the cover; the ticket then prints by itself.",
};

const CUTTER: Trouble = {
  state: "paper_jam",
  words: "cutter jammed",
  clause: "its cutter is jammed",
  hint: "Switch it off, open the cover, remove the paper, and switch it on again.",
};

const BROKEN: Trouble = {
  state: "error",
  words: "printer fault",
  clause: "it reports a fault that it cannot clear by itself",
  hint: "Switch it off and on; if that does not help, it needs repair.",
};

const PAUSING: Trouble = {
  state: "error",
  words: "print head too hot",
  clause: "it pauses, because its print head or its power supply is not ready",
  hint: "It goes on by itself when it has cooled down.",
};

const ERROR: Trouble = {
  state: "error",
  words: "printer error",
  clause: "it reports an error",
  hint: "Look at its lamps; open and close the cover, or switch it off and on.",
};

const FEEDING: Trouble = {
  state: "error",
  words: "paper is being fed",
  clause: "its paper feed button is being pressed",
  hint: "Release the button; the ticket then prints by itself.",
};

const OFFLINE: Trouble = {
  state: "offline",
  words: "offline",
  clause: "it is offline",
  hint: "Look at its lamps and its online button; check paper and cover.",
};

/**
 * Bits that keep a printer from printing (Epson ESC/POS reference, `DLE EOT n`), the ones that explain most first. An
 * open cover also lifts the paper from its sensor. Both bits of the paper sensor must be on; "near end" is no trouble.
 */
const TROUBLES: readonly (readonly [question: Question, bits: number, trouble: Trouble])[] = [
  [QUESTION.offlineCause, 0x04, COVER_OPEN],
  [QUESTION.offlineCause, 0x20, PAPER_OUT],
  [QUESTION.paper, 0x60, PAPER_OUT],
  [QUESTION.errorCause, 0x08, CUTTER],
  [QUESTION.errorCause, 0x20, BROKEN],
  [QUESTION.errorCause, 0x40, PAUSING],
  [QUESTION.offlineCause, 0x40, ERROR],
  [QUESTION.offlineCause, 0x08, FEEDING],
  [QUESTION.printer, 0x08, OFFLINE],
];

/** What keeps a printer from printing by its own answers; `null` when nothing does, or when it did not say. */
export function troubleOf(state: DeviceState): Trouble | null {
  const isSet = (question: Question, bits: number) => ((state.get(question) ?? 0) & bits) === bits;
  return TROUBLES.find(([question, bits]) => isSet(question, bits))?.[2] ?? null;
}

/** Whether the paper sensor says that the roll ends soon: bits 2 and 3 of `DLE EOT 4`. */
export function isPaperLow(state: DeviceState): boolean {
  return ((state.get(QUESTION.paper) ?? 0) & 0x0c) === 0x0c;
}

/** Whether the answer to `GS r 1` says that there is paper: bits 2 and 3, "paper end", are off. */
export function hasPaper(answer: number): boolean {
  return (answer & 0x0c) === 0;
}
