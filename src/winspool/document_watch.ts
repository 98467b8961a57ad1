import type { QueueNews } from "../domain/ports.ts";
import { printable } from "../domain/printable.ts";
import type { Look } from "./queue.ts";
import { ATTRIBUTE, JOB_STATUS, jobTroubles, QUEUE_PAUSED, troubles } from "./status_words.ts";
import type { JobInfo, QueueInfo } from "./structs.ts";

/** Looks in a row that must miss a document before it counts as gone: a busy spooler may once not tell of it. */
const MISSES = 3;

/** What is known before the first look. */
const WAITING = "the document waits in the Windows queue";
/** The port's monitor has taken the last byte. */
const SENT = JOB_STATUS.PRINTED | JOB_STATUS.COMPLETE;

/**
 * What is known of one document in a queue, look by look; each change is news. Windows knows at best that the last byte
 * went to the printer's port: `printed` rests on the spooler's word alone.
 */
export class DocumentWatch {
  /** As first seen: Windows may give the number to a later document. */
  #title: string | null = null;
  #misses = 0;
  #told = WAITING;
  /** The latest words about trouble; empty when there was none at the latest look. */
  #trouble = "";
  #wasPrinting = false;
  /** Windows said that the document was deleted, and not before that it was sent. */
  #isDeleted = false;
  #isSent = false;

  /** Whether the latest look missed the document. */
  get isMissed(): boolean {
    return this.#misses > 0;
  }

  /** What a look adds to what was told, `job` being this document in it; `null` when nothing. */
  learn({ printer, queue }: Pick<Look, "printer" | "queue">, job: JobInfo | null): QueueNews | null {
    this.#title ??= job?.title ?? null;
    if (job === null || job.title !== this.#title) {
      return ++this.#misses < MISSES ? null : this.#gone(printer, queue);
    }
    this.#misses = 0;
    const has = (bits: number) => (job.status & bits) !== 0;
    this.#isSent ||= has(SENT) && !this.#isDeleted;
    this.#isDeleted ||= has(JOB_STATUS.DELETING | JOB_STATUS.DELETED) && !this.#isSent;
    this.#wasPrinting = has(JOB_STATUS.PRINTING);
    if (this.#isDeleted) return this.#tell(printer, "trouble", "the document is being deleted from the Windows queue");
    if (has(JOB_STATUS.PRINTED) && !this.#wasPrinting) return printed(printer, this.#trouble);
    return this.#state(printer, queue, job);
  }

  /** The last news of a document that is not followed any longer. */
  giveUp(printer: string, hours: number): QueueNews {
    const trouble = this.#trouble === "" ? "" : ` (${this.#trouble})`;
    const text = `the document has not left the Windows queue in ${hours} hours${trouble}; it is no longer watched`;
    return news(printer, text, { isTrouble: true, isLast: true });
  }

  #state(printer: string, queue: QueueInfo | null, job: JobInfo): QueueNews | null {
    const ofJob = jobTroubles(job);
    const ofQueue = queue === null ? [] : troubles(queue).filter((words) => words !== "toner low");
    // The driver's own words say more than the bits, which are often only "error".
    const own = printable(job.statusText, 120).replace(/[.\s]+$/, "");
    if (ofJob.length + ofQueue.length > 0) {
      this.#trouble = joined(own === "" ? ofJob : [own], ofQueue);
      return this.#tell(printer, "trouble", `${this.#trouble}; the document waits in the Windows queue`);
    }
    this.#trouble = "";
    if (own !== "") return this.#tell(printer, "progress", `${own}; the document is in the Windows queue`);
    if (this.#isSent) return this.#tell(printer, "progress", "the printer has the whole document and is busy with it");
    return this.#tell(printer, "progress", this.#wasPrinting ? "Windows is sending the document to it" : WAITING);
  }

  #gone(printer: string, queue: QueueInfo | null): QueueNews {
    const attributes = queue?.attributes ?? 0;
    const isKept = (attributes & ATTRIBUTE.KEEP_PRINTED_JOBS) !== 0;
    const isStopped = (attributes & ATTRIBUTE.WORK_OFFLINE) !== 0 || ((queue?.status ?? 0) & QUEUE_PAUSED) !== 0;
    // Only a person takes documents out of a queue that keeps them, or that sends nothing and was not sending this one.
    const isTakenOut = isKept || (isStopped && this.#trouble !== "" && !this.#wasPrinting);
    if (this.#isSent || !(this.#isDeleted || isTakenOut)) return printed(printer, this.#trouble);
    const text = "the document was deleted from the Windows queue; look at the paper before it is printed again";
    return news(printer, text, { isTrouble: true, isLast: true });
  }

  #tell(printer: string, kind: "trouble" | "progress", text: string): QueueNews | null {
    if (text === this.#told) return null;
    this.#told = text;
    return news(printer, text, { isTrouble: kind === "trouble", isLast: false });
  }
}

// Each word once, and no bare "error" beside a word that says which.
function joined(ofJob: readonly string[], ofQueue: readonly string[]): string {
  const words = [...ofJob];
  for (const word of ofQueue) {
    if (!words.some((known) => known.toLowerCase().includes(word))) words.push(word);
  }
  return (words.length > 1 ? words.filter((word) => word !== "error") : words).join(", ");
}

function printed(printer: string, trouble: string): QueueNews {
  const before = trouble === "" ? "" : `, after it had reported: ${trouble}`;
  const message = `${printer}: the whole document went to the printer, as far as Windows knows${before}.`;
  return { stage: "printed", evidence: "spooler", message, isTrouble: false, isLast: true };
}

function news(printer: string, text: string, flags: Pick<QueueNews, "isTrouble" | "isLast">): QueueNews {
  return { stage: "spooled", evidence: "spooler", message: `${printer}: ${text}.`, ...flags };
}
