import type { Clock, QueueNews } from "../domain/ports.ts";
import { DocumentWatch } from "./document_watch.ts";
import type { Look } from "./queue.ts";

/** The first look, and each one while a document is missed. */
const FIRST_MS = 500;
/** Each further look waits that many times longer, up to the longest. */
const GROWTH = 1.5;
const LONGEST_MS = 10_000;
/** A document that waits longer is a matter for a person, who has been told. */
const GIVE_UP_HOURS = 24;

/** A document that is followed. */
interface Followed {
  readonly watch: DocumentWatch;
  readonly sinceMs: number;
  readonly learn: (news: QueueNews) => void;
}

/** What a QueueFollower works with. */
export interface QueueFollowerOptions {
  readonly clock: Clock;
  /** Asks Windows for documents of this queue; what it throws is tried again at the next look. */
  readonly look: (spoolJobIds: readonly number[]) => Promise<Look>;
  /** The queue's name until Windows tells it. */
  readonly printer: string;
}

/** Looks at all followed documents of one queue in turns that grow longer, and tells what changes. */
export class QueueFollower {
  readonly #options: QueueFollowerOptions;
  readonly #followed = new Map<number, Followed>();
  #printer: string;
  #delayMs = FIRST_MS;
  #cancelTimer: () => void = () => {};
  #isLooking = false;

  constructor(options: QueueFollowerOptions) {
    this.#options = options;
    this.#printer = options.printer;
  }

  /** Follows a document; the result stops that. */
  follow(spoolJobId: number, learn: (news: QueueNews) => void): () => void {
    const { clock } = this.#options;
    const followed = { watch: new DocumentWatch(), sinceMs: clock.nowMs(), learn };
    this.#followed.set(spoolJobId, followed);
    this.#delayMs = FIRST_MS;
    this.#schedule();
    return () => {
      // Windows may have given the number to a later document.
      if (this.#followed.get(spoolJobId) === followed) this.#followed.delete(spoolJobId);
      if (this.#followed.size === 0) this.#cancelTimer();
    };
  }

  /** Follows nothing any more. */
  stop(): void {
    this.#followed.clear();
    this.#cancelTimer();
  }

  #schedule(): void {
    this.#cancelTimer();
    if (this.#isLooking || this.#followed.size === 0) return;
    this.#cancelTimer = this.#options.clock.after(this.#delayMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    this.#delayMs = Math.min(this.#delayMs * GROWTH, LONGEST_MS);
    const followed = [...this.#followed];
    try {
      const look = await this.#options.look(followed.map(([id]) => id));
      this.#printer = look.printer;
      followed.forEach(([id, document], index) => {
        this.#tell(id, document, document.watch.learn(look, look.jobs[index] ?? null));
      });
      if (followed.some(([, { watch }]) => watch.isMissed)) this.#delayMs = FIRST_MS;
    } catch {
      // The spooler does not answer: that is no news of a document, and printing reports it.
    }
    this.#dropOld();
    this.#isLooking = false;
    this.#schedule();
  }

  #dropOld(): void {
    const oldest = this.#options.clock.nowMs() - GIVE_UP_HOURS * 3_600_000;
    for (const [id, document] of this.#followed) {
      if (document.sinceMs <= oldest) this.#tell(id, document, document.watch.giveUp(this.#printer, GIVE_UP_HOURS));
    }
  }

  #tell(id: number, document: Followed, news: QueueNews | null): void {
    // It may have been stopped while Windows was asked.
    if (news === null || this.#followed.get(id) !== document) return;
    if (news.isLast) this.#followed.delete(id);
    document.learn(news);
  }
}
