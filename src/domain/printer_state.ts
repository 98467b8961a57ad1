/**
 * What a printer says of itself, or Windows of it. `unknown` is no trouble: nobody can tell. `deleted`: there is no such
 * printer (any more).
 */
export type PrinterStateName =
  | "ready"
  | "printing"
  | "paper_low"
  | "paper_out"
  | "paper_jam"
  | "door_open"
  | "paused"
  | "offline"
  | "error"
  | "deleted"
  | "unknown";

/** The state of a printer at one moment. */
export interface PrinterState {
  readonly state: PrinterStateName;
  /** In words that follow the printer's name: `out of paper`. */
  readonly words: string;
  /** What a person does about it, as sentences; empty when nothing. */
  readonly hint: string;
  /** The Windows queue it is about, as Windows spells it. */
  readonly queue?: string;
  /** Documents in its queue, and how many of them do not get on; missing where there is no queue. */
  readonly jobs?: { readonly waiting: number; readonly stuck: number };
}

const FINE: readonly PrinterStateName[] = ["ready", "printing", "paper_low", "unknown"];

/** Whether a person has to do something before it prints (again). */
export function isTroubled(state: PrinterStateName): boolean {
  return !FINE.includes(state);
}

/** A state that needs no explanation. */
export function plainState(state: "ready" | "printing"): PrinterState {
  return { state, words: state, hint: "" };
}
