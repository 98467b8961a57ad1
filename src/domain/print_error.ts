/**
 * What to do with a job after an error.
 * - `never`: the same try would fail again; the job is failed at once.
 * - `later`: worth another try after a pause, until the job's lifetime ends.
 * - `uncertain`: part of the job may be on paper; repeating it silently could double a ticket.
 */
export type Retry = "never" | "later" | "uncertain";

/** Every way a print can fail, and whether a later try can help. The one table of codes. */
const RETRY = {
  /** No printer of that name on this PC, or for this account. */
  printer_not_found: "never",
  /** No printer was named and none is set as default. */
  no_printer: "never",
  /** The queue exists but was deleted or is being deleted. */
  printer_deleted: "never",
  /** A queue that cannot take our bytes: fax, print to PDF, a file prompt. */
  printer_unsuitable: "never",
  access_denied: "never",
  /** The print processor does not know the datatype (1804). */
  datatype_refused: "never",
  driver_broken: "never",
  /** Somebody deleted the job while it was written. */
  cancelled: "never",
  template_invalid: "never",
  /** The job as such cannot be rendered, for example a barcode that is too long for any paper. */
  document_invalid: "never",
  /** Windows printers were asked for on a system that has none. */
  windows_only: "never",
  expired: "never",
  spooler_stopped: "later",
  spooler_busy: "later",
  spool_full: "later",
  printer_not_ready: "later",
  network_unreachable: "later",
  connection_refused: "later",
  timed_out: "later",
  /** The backend that lent the job did not confirm that it may be printed now. */
  not_confirmed: "later",
  write_failed: "later",
  folder_unwritable: "later",
  /** The connection broke after the printer had taken some bytes. */
  partly_sent: "uncertain",
  /** The spooler stopped answering in the middle of a document. */
  outcome_unknown: "uncertain",
  /** A fault of this program. */
  internal: "never",
} as const satisfies Record<string, Retry>;

/** A key of the table above. */
export type PrintErrorCode = keyof typeof RETRY;

/** A place in the text of a template; line and column count from 1. */
export interface TemplatePlace {
  /** The name of the template: another one's where that one contains it. */
  readonly template: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Why a document is not on paper. `message` says what failed, with the value in quotes (`Cannot open printer "Kitchen":
 * …`); `hint` says what a person does about it, as a sentence.
 */
export class PrintError extends Error {
  override readonly name = "PrintError";
  readonly code: PrintErrorCode;
  readonly retry: Retry;
  readonly hint: string;
  /** Where a template is wrong; `null` where that is not known, and for every other error. */
  readonly place: TemplatePlace | null;

  constructor(
    code: PrintErrorCode,
    message: string,
    options: { hint?: string; cause?: unknown; place?: TemplatePlace | null } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = RETRY[code];
    this.hint = options.hint ?? "";
    this.place = options.place ?? null;
  }

  /** Message and hint as one text for a person. */
  get sentence(): string {
    return this.hint === "" ? this.message : `${this.message} ${this.hint}`;
  }

  /** Any thrown value as a PrintError; what is not one already is a fault of this program. */
  static from(error: unknown): PrintError {
    if (error instanceof PrintError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new PrintError("internal", `Unexpected fault while printing: ${message}.`, { cause: error });
  }
}
