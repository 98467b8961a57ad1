import type { PrinterState, PrinterStateName } from "../domain/printer_state.ts";
import { printable } from "../domain/printable.ts";
import type { PrintError, PrintErrorCode } from "../domain/print_error.ts";
import { JOB_STATUS, jobTroubles, QUEUE_PRINTING, troubles } from "./status_words.ts";
import type { JobInfo, QueueInfo } from "./structs.ts";

/** A queue and its documents at one moment; `queue` or `jobs` `null`: Windows tells nothing of them. */
export interface QueueLook {
  readonly printer: string;
  readonly queue: QueueInfo | null;
  readonly jobs: readonly JobInfo[] | null;
}

/** A document that has been in the queue for so long does not get on, whatever Windows says of it. */
const STUCK_MS = 60_000;

/** The words of status_words.ts by state, the ones that explain most first; all others are an error. */
const STATES: readonly (readonly [state: PrinterStateName, words: readonly string[]])[] = [
  ["deleted", ["being deleted"]],
  ["door_open", ["cover open"]],
  ["paper_jam", ["paper jam"]],
  ["paper_out", ["out of paper"]],
  ["offline", ["offline", "not available", "server offline", "server unknown"]],
  ["paused", ["paused"]],
];
const LOW = "toner low";

const HINTS: Readonly<Partial<Record<PrinterStateName, string>>> = {
  deleted: "Add the printer again, or name another one in the settings.",
  door_open: "Close the cover.",
  paper_jam: "Remove the paper and close the cover.",
  paper_out: "Put in paper and close the cover.",
  offline:
    'Check that it is switched on and its cable is in. If it is, open its queue in Windows and clear "Use Printer Offline".',
  paused: 'Open its queue in Windows and clear "Pause Printing".',
  error: "Look at the printer, and at its queue in Windows.",
  paper_low: "Have a new roll at hand.",
};

/**
 * What Windows tells of a queue and its documents as one state. An idle queue tells of no trouble: then `ready` means no
 * more than that nothing is known against it. Remembers since when it has seen documents, to notice those that stay.
 */
export class QueueStates {
  #seenSinceMs = new Map<number, number>();

  /** Takes one look; `nowMs` is any clock that goes on steadily. */
  learn({ printer, queue, jobs }: QueueLook, nowMs: number): PrinterState {
    const waiting = (jobs ?? []).filter((job) => !isDone(job));
    const seen = this.#seenSinceMs;
    this.#seenSinceMs = new Map(waiting.map(({ id }) => [id, seen.get(id) ?? nowMs]));
    const isLate = ({ id }: JobInfo) => nowMs - (this.#seenSinceMs.get(id) ?? nowMs) >= STUCK_MS;
    const stuck = waiting.filter((job) => jobTroubles(job).length > 0 || isLate(job));
    const about = {
      queue: printer,
      jobs: { waiting: jobs === null ? queue?.jobs ?? 0 : waiting.length, stuck: stuck.length },
    };
    const ofQueue = queue === null ? [] : troubles(queue);
    // A single document that a person paused is no matter of the printer.
    const ofJobs = stuck.flatMap(jobTroubles).filter((words) => words !== "paused");
    const wrong = unique([...ofQueue, ...ofJobs]).filter((words) => words !== LOW);
    if (wrong.length > 0) return { ...named(wrong, driversWords(stuck)), ...about };
    if (stuck.some((job) => isLate(job) && jobTroubles(job).length === 0)) {
      const words = "its documents stay in the Windows queue";
      return { state: "error", words, hint: HINTS.offline ?? "", ...about };
    }
    if (ofQueue.includes(LOW)) {
      return { state: "paper_low", words: "paper or toner low", hint: HINTS.paper_low ?? "", ...about };
    }
    const isPrinting = ((queue?.status ?? 0) & QUEUE_PRINTING) !== 0 ||
      waiting.some(({ status }) => (status & JOB_STATUS.PRINTING) !== 0);
    const state = isPrinting ? "printing" : "ready";
    return { state, words: state, hint: "", ...about };
  }
}

const BY_ERROR: Readonly<Partial<Record<PrintErrorCode, PrinterStateName>>> = {
  printer_not_found: "deleted",
  printer_deleted: "deleted",
  network_unreachable: "offline",
  printer_not_ready: "offline",
  spooler_busy: "unknown",
  no_printer: "unknown",
  windows_only: "unknown",
};

/** The state of a queue that could not be asked, by the error. */
export function stateOfError(error: PrintError): PrinterState {
  const words = error.message.replace(/^Cannot [^:]*: /, "").replace(/\.$/, "");
  return { state: BY_ERROR[error.code] ?? "error", words, hint: error.hint };
}

function named(wrong: readonly string[], own: readonly string[]): PrinterState {
  const [state] = STATES.find(([, words]) => words.some((word) => wrong.includes(word))) ?? ["error" as const];
  // The driver's own words say more than a bare "error".
  const telling = wrong.length > 1 ? wrong.filter((word) => word !== "error") : wrong;
  const words = unique(wrong.every((word) => word === "error") && own.length > 0 ? own : telling).join(", ");
  return { state, words, hint: HINTS[state] ?? "" };
}

function driversWords(jobs: readonly JobInfo[]): string[] {
  return jobs.map(({ statusText }) => printable(statusText, 120).replace(/[.\s]+$/, "")).filter((text) => text !== "");
}

// Printed and kept in the queue, or on its way out of it.
function isDone({ status }: JobInfo): boolean {
  const done = JOB_STATUS.PRINTED | JOB_STATUS.DELETING | JOB_STATUS.DELETED;
  return (status & done) !== 0 && (status & JOB_STATUS.PRINTING) === 0;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
