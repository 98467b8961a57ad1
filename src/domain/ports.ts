import type { JobArchive, JobWishes } from "./archive.ts";
import type { DriverKind, QueueDescription } from "./driver.ts";
import type { EarlierTicket } from "./earlier_tickets.ts";
import type { Job } from "./job.ts";
import type { JobBook } from "./job_book.ts";
import type { LaneBook } from "./lane_book.ts";
import type { Evidence, Outcome, PrintResponse } from "./outcome.ts";
import type { PrinterState } from "./printer_state.ts";
import type { Chosen } from "./models/guess.ts";

/** Where a printer is. */
export type PrinterAddress =
  /** An installed Windows printer; `name` `null` is the Windows default printer, asked for at print time. */
  | { readonly kind: "windows"; readonly name: string | null }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "folder"; readonly path: string };

/** One printer of the settings, or an installed one that was named directly. */
export interface PrinterConfig extends Chosen {
  /** The alias of the settings, or the installed printer's name. Also the name of its lane. */
  readonly name: string;
  readonly address: PrinterAddress;
  /** The alias that prints instead when this printer cannot; none when missing. */
  readonly fallback?: string;
  /** Whether to ask the device itself for its state (`PRINTER_<ALIAS>_STATUS`, network printers). */
  readonly asksStatus?: boolean;
  /** The setting that names it, as written: what to change when it is another printer now. */
  readonly setting?: { readonly key: string; readonly line: number | null };
}

/** A document ready for one printer. */
export interface PrinterDocument {
  readonly jobId: string;
  /** What the queue shows, one line. */
  readonly title: string;
  readonly bytes: Uint8Array;
  /**
   * Called once, as late as possible before the first byte leaves. Where it rejects, nothing may leave, and `print`
   * throws what it threw.
   */
  readonly beforeFirstByte?: () => Promise<void>;
}

/** What is known after a printer took a document. */
export interface PrintReceipt {
  readonly stage: "spooled" | "printed";
  readonly evidence: Evidence;
  /** The printer's own name, for `print_response.printer`. */
  readonly printer: string;
  /** The number Windows gave the job. */
  readonly spoolJobId?: number;
}

/** What was learned of a document after the spooler took it, for `print_status`. */
export interface QueueNews {
  readonly stage: "spooled" | "printed";
  readonly evidence: Evidence;
  /** A sentence for a person: `Kitchen: out of paper; the document waits in the Windows queue.` */
  readonly message: string;
  /** The document waits for a person to do something, or will not come. */
  readonly isTrouble: boolean;
  /** Nothing more will be told. */
  readonly isLast: boolean;
}

/** One printer. Documents are handed over in order. */
export interface Printer {
  /** Said when a document comes in a moment, so that what can be done before it passes meanwhile. Never throws. */
  approach?(): void;
  /** Hands every byte over, or throws a PrintError that says whether any byte may be on paper. */
  print(document: PrinterDocument): Promise<PrintReceipt>;
  /** How many documents `printAll` may be given now; missing or 1: hand them over one by one. */
  readonly atOnce?: number;
  /**
   * Hands several documents over in one go and tells of each, in order, what `print` would: a break leaves all of them in
   * doubt that were begun. Never rejects.
   */
  printAll?(documents: readonly PrinterDocument[]): Promise<readonly PromiseSettledResult<PrintReceipt>[]>;
  /** Says in a few words that the printer can be opened (`ready`), or throws a PrintError. Prints nothing. */
  check(): Promise<string>;
  /**
   * What the printer says of itself, or Windows of it, now. Disturbs no printing, and never throws. Missing where nobody
   * can tell.
   */
  state?(): Promise<PrinterState>;
  /** Whether the queue holds a document whose title ends with this job's id. Missing where there is no queue to ask. */
  holds?(jobId: string): Promise<boolean>;
  /** Tells each change of a document in the queue until it is gone; the result stops that. Never throws. */
  follow?(spoolJobId: number, learn: (news: QueueNews) => void): () => void;
  close(): Promise<void>;
}

/** An installed printer of this PC. */
export interface InstalledPrinter {
  readonly name: string;
  readonly isDefault: boolean;
  /** The name of its driver; missing where Windows does not tell. */
  readonly driver?: string;
  /** What the driver makes of bytes; missing for printers of other PCs, and where Windows does not tell. */
  readonly kind?: DriverKind;
  /** Its port, the documents in its queue, and whether Windows has set it offline; missing where it does not tell. */
  readonly port?: string;
  readonly jobs?: number;
  readonly isOffline?: boolean;
}

/** The printers this PC has, and the way to open one. */
export interface Printers {
  /** Installed Windows printers; empty where there is no Windows. Throws a PrintError when the spooler is down. */
  installed(): Promise<readonly InstalledPrinter[]>;
  /**
   * The driver and port of a Windows queue (`name` null: the default one), also of one that cannot be printed on; `null`
   * where there is no Windows. Throws a PrintError. Missing where nothing is known of Windows.
   */
  describe?(name: string | null): Promise<QueueDescription | null>;
  open(config: PrinterConfig): Printer;
}

/** A job that a lane has taken to print it. */
export interface ClaimedJob {
  readonly job: Job;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Earlier tries that may each have put it on paper. */
  readonly doubts: number;
  /** When an earlier try may have put it on paper, wholly or in part; `null` when none did. ms since 1970. */
  readonly repeatOfMs: number | null;
  /** The printer it was meant for and why that could not print it; `null` when it is on its own printer. */
  readonly diverted: { readonly from: string; readonly reason: string } | null;
}

/** A job that was being printed when the program last ended. */
export interface InterruptedJob extends ClaimedJob {
  readonly lane: string;
  /** When the latest try began. */
  readonly claimedAtMs: number;
}

/** A response that a backend has not confirmed yet. */
export interface OwedResponse {
  readonly jobId: string;
  readonly response: PrintResponse;
  /** Times it was emitted on a live connection without a confirmation. */
  readonly unconfirmedTries: number;
}

/** The jobs that wait for one printer, the printing one among them. */
export interface Backlog {
  readonly lane: string;
  readonly jobs: number;
  /** When the oldest was received. */
  readonly oldestMs: number;
}

/** Where jobs wait. Every call is one durable transaction; what it returns is on disk. */
export interface JobStore {
  /** The history, to be looked at. */
  readonly archive: JobArchive;
  /** Reservations and orders of the history. */
  readonly book: JobBook;
  /** What a person may change. */
  readonly wishes: JobWishes;
  /** What is known of lanes beside their jobs. */
  readonly lanes: LaneBook;
  /** Makes one transaction of the calls in `action`: all are on disk when it returns, or it throws and none is. */
  together<T>(action: () => T): T;
  /** Stores a job for a lane. `duplicate`: its id was seen before and nothing changed. */
  enqueue(job: Job, lane: string): "accepted" | "duplicate";
  /**
   * Records a request that ended without waiting for a printer (refused, or a dry run) with the response it is owed.
   * When its id was seen before, nothing is recorded and the response of that time is owed again.
   */
  record(response: PrintResponse, nowMs: number): void;
  /** Takes the next job of a lane that may be printed at `nowMs`, and counts the attempt. */
  claim(lane: string, nowMs: number): ClaimedJob | null;
  /**
   * As `claim`, and with it up to `most` in all of those that stand behind it, as long as they are of the plain kind: never
   * tried, on their own printer, not lent, and not a ticket that is compared with earlier ones.
   */
  claimSome(lane: string, nowMs: number, most: number): readonly ClaimedJob[];
  /** Ends an attempt: the job's new state, and the response it is owed if it ended, in one transaction. */
  settle(jobId: string, outcome: Outcome, response: PrintResponse | null, nowMs: number, bytes?: Uint8Array): void;
  /** Gives a job that is being printed to another lane, where it stands in order of arrival. */
  divert(jobId: string, lane: string, reason: string): void;
  /** The jobs that wait in a lane, in the order they will be printed. */
  waiting(lane: string, limit: number): readonly Job[];
  /**
   * Forgets jobs that ended before `beforeMs` and owe no response; at most `limit`, and how many it were. A reservation is
   * kept until its own day is as long ago.
   */
  prune(beforeMs: number, limit: number): number;
  /**
   * The latest `limit` tickets of an order (`orderKey` of domain/earlier_tickets.ts) that were meant for this lane,
   * arrived before that job and after `sinceMs`, and had been printed, or perhaps been, when it was; latest first.
   */
  earlier(jobId: string, orderKey: string, lane: string, sinceMs: number, limit: number): readonly EarlierTicket[];
  /** What waits, by lane. */
  backlog(): readonly Backlog[];
  /** Lanes with jobs that wait. */
  waitingLanes(): readonly string[];
  /** When the next waiting job of a lane may be claimed; `null` when none waits. */
  nextAtMs(lane: string): number | null;
  /** Jobs that were being printed when the program last ended. */
  interrupted(): readonly InterruptedJob[];
  /** Makes the recorded response of a job owed again; `false` when the job has not ended yet. */
  oweAgain(jobId: string): boolean;
  /** At most `limit` are looked at, oldest first; those for which `isKnown` says so are left out. */
  owedResponses(limit: number, isKnown?: (jobId: string) => boolean): readonly OwedResponse[];
  /** Ends what is owed. The SVG of a dry run is forgotten with that: the response that is owed again has `null`. */
  responseConfirmed(jobId: string): void;
  /** Counts an unconfirmed try. */
  responseUnconfirmed(jobId: string): void;
  close(): void;
}

/** What the agent hears from a backend. */
export interface BackendListener {
  /** One event; `acknowledge` is there when the sender asked for a Socket.IO acknowledgement. */
  event(name: string, payload: unknown, acknowledge?: (answer: unknown) => void): void;
  connected(transport: string): void;
  /** `reason` in words. */
  disconnected(reason: string): void;
  /** The connection could not be made; `problem` says why and what to do. Called at every failed attempt. */
  connectFailed(problem: string): void;
  /** `MAX_RECONNECT_ATTEMPTS` are used up; nothing more will be tried. */
  gaveUp(problem: string): void;
}

/**
 * What became of an emitted event: the server confirmed it, did not in time, or the connection was not there or ended
 * before it could.
 */
export type Delivery = "confirmed" | "unconfirmed" | "offline";

/** The shop's server, as the agent sees it. */
export interface Backend {
  connect(listener: BackendListener): void;
  readonly isConnected: boolean;
  /** Emits an event, and waits `timeoutMs` for the server to confirm it. Never rejects, and keeps nothing for later. */
  emit(event: string, body: unknown, timeoutMs: number): Promise<Delivery>;
  close(): Promise<void>;
}

/** Time, so that tests own it. */
export interface Clock {
  /** ms since 1970 as this run counts them: goes on steadily when somebody sets the PC's clock. For ages and pauses. */
  nowMs(): number;
  /** Runs `action` once after `delayMs`; the result cancels it. */
  after(delayMs: number, action: () => void): () => void;
}
