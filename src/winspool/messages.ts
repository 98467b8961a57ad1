import type { DrawnDocument } from "./drawn_document.ts";
import type { Look } from "./queue.ts";
import type { DriverKind, QueueDescription } from "../domain/driver.ts";
import type { QueueLook } from "./queue_state.ts";
import type { RawDocument, Spooled } from "./raw_document.ts";
import type { Unsuitable } from "./open_queue.ts";
import type { Step } from "./spool_api.ts";
import type { QueueInfo } from "./structs.ts";
import type { LibraryPaths } from "./symbols.ts";

/** What a printer's documents are: bytes for the printer itself, or drawings for its driver. */
export type Documents = "raw" | "drawn";

/** What a spool worker can be asked to do. `printer` null is the default printer. */
export type Request =
  | { readonly op: "list" }
  | { readonly op: "inspect"; readonly printer: string | null; readonly documents: Documents }
  | { readonly op: "describe"; readonly printer: string | null }
  | { readonly op: "state"; readonly printer: string | null }
  | { readonly op: "holds"; readonly printer: string | null; readonly jobId: string; readonly documents: Documents }
  | { readonly op: "look"; readonly printer: string; readonly spoolJobIds: readonly number[] }
  /** `asksFirst`: an `asks` report comes before the first byte, and the worker waits for the phase to change. */
  | ({ readonly op: "print"; readonly asksFirst: boolean; readonly documents: "raw" } & RawDocument)
  | ({ readonly op: "print"; readonly asksFirst: boolean; readonly documents: "drawn" } & DrawnDocument);

/** The answer to each `op`. */
export interface Answers {
  readonly list: InstalledList;
  readonly inspect: { readonly printer: string; readonly queue: QueueInfo | null };
  readonly describe: QueueDescription;
  readonly state: QueueLook;
  readonly holds: boolean;
  readonly look: Look;
  readonly print: Spooled;
}

/** The printers that this account sees. */
export interface InstalledList {
  readonly names: readonly string[];
  readonly defaultName: string | null;
  /** By the printer's name; those of other PCs are missing. */
  readonly queues: ReadonlyMap<string, QueueInfo>;
  /** What their drivers make of bytes, by the printer's name; those of other PCs are missing. */
  readonly kinds: ReadonlyMap<string, DriverKind>;
}

/** One order to a worker. The worker's first order also makes it load the libraries. */
export interface Order {
  readonly id: number;
  readonly libraries: LibraryPaths;
  readonly request: Request;
  /** One Int32 that both threads read and write: a PHASE. */
  readonly phase: SharedArrayBuffer;
}

/**
 * How far an order is. `WAITING` becomes `SENDING` before the first byte of a document (the worker does that, or the
 * other side where the worker asks), and the other side moves either to `ABANDONED`; all atomically, so that both agree
 * whether a byte was handed over.
 */
export const PHASE = { WAITING: 0, SENDING: 1, ABANDONED: 2 } as const;

/** Why an order failed, as plain values. */
export type Failure =
  /** A function of Windows failed with `code` (0: no reason given). */
  | { readonly kind: "call"; readonly step: Step; readonly code: number; readonly about: About }
  | { readonly kind: "no_default"; readonly about: About }
  /** The queue does not lead to paper, as its port or its driver says (`what`). */
  | { readonly kind: "unsuitable"; readonly why: Unsuitable; readonly what: string; readonly about: About }
  /** A fault of this program, or a library that cannot be loaded. */
  | { readonly kind: "fault"; readonly message: string };

/** What else is known about a failure. */
export interface About {
  readonly printer: string | null;
  /** Whether any of the document may be on paper. */
  readonly perhapsOnPaper: boolean;
  /** Filled in where it helps: the printer's name is unknown, or there is no default printer. */
  readonly installed: readonly string[];
}

/** What a worker says. `entering` comes before every call that may block; `spooled` before the handle is closed. */
export type Report =
  | { readonly id: number; readonly kind: "entering"; readonly step: Step }
  | { readonly id: number; readonly kind: "asks" }
  | { readonly id: number; readonly kind: "spooled"; readonly value: Spooled }
  | { readonly id: number; readonly kind: "answer"; readonly value: Answers[keyof Answers] }
  | { readonly id: number; readonly kind: "failure"; readonly failure: Failure };
