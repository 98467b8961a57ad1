import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { ArchivedJob, ArchiveQuery, JobArchive } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import { unsynced } from "./database.ts";
import { finderOf, matchOf, wantedWords, wordsOf } from "./search_words.ts";

/** Jobs put into the index in one go: about two milliseconds, between which jobs are printed. */
const BATCH = 25;
/** Jobs looked through in one go: as long. */
const LOOKED_THROUGH = 250;
/** Pages of the index that are joined behind each batch: as long again, and more than a batch makes. */
const JOINED = 8;
/** Printing comes first: the index is at work for a fifth of the time. */
const PAUSE_MS = 10;

/** What `archived` reads. */
export const COLUMNS =
  `jobs.seq, jobs.id, jobs.lane, jobs.state, jobs.attempts, jobs.received_at_ms, jobs.settled_at_ms,
  jobs.error, jobs.bytes IS NOT NULL AS has_paper, jobs.job,
  (SELECT body FROM responses WHERE job_id = jobs.id) AS body`;

/** The states that `jobs_of_trouble` has an index for, word for word as there. */
const TROUBLE = "state IN ('failed','expired','uncertain','rejected')";

/** One condition of a question, and its values. */
type Condition = readonly [sql: string, ...values: SQLInputValue[]];

/**
 * Looks into the history. The search goes by words that are indexed behind it, not when jobs arrive: printing pays nothing
 * for it. What is not in the index yet is looked through, so that nobody waits for the index and nothing is missed.
 */
export class SqliteArchive implements JobArchive {
  readonly #database: DatabaseSync;
  #indexing: Promise<void> | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async search({ text, states, lane, beforeSeq, limit }: ArchiveQuery): Promise<readonly ArchivedJob[]> {
    const conditions: Condition[] = [];
    if (beforeSeq !== null) conditions.push(["seq < ?", beforeSeq]);
    if (states !== null) {
      if (states.every((state) => TROUBLE.includes(`'${state}'`))) conditions.push([TROUBLE]);
      conditions.push([`state IN (${states.map(() => "?").join(", ")})`, ...states]);
    }
    if (lane !== null) conditions.push(["lane = ?", lane]);
    if (text.trim() === "") return this.#found(conditions, limit);

    const words = wantedWords(text);
    if (words.length === 0) return [];
    const indexedTo = this.#indexedTo();
    const fresh = await this.#lookThrough(words, [...conditions, ["seq > ?", indexedTo]], limit);
    const indexed: Condition = [
      "seq IN (SELECT rowid FROM job_words WHERE job_words MATCH ? AND rowid <= ?)",
      matchOf(words),
      indexedTo,
    ];
    const rest = limit - fresh.length;
    return rest === 0 ? fresh : [...fresh, ...this.#found([...conditions, indexed], rest)];
  }

  /** Puts what is missing into the index, a little at a time. Rejects with what SQLite says. */
  prepareSearch(): Promise<void> {
    return this.#indexing ??= this.#indexNew().finally(() => this.#indexing = null);
  }

  find(seq: number): ArchivedJob | null {
    const row = this.#database.prepare(`SELECT ${COLUMNS} FROM jobs WHERE seq = ?`).get(seq);
    return row === undefined ? null : archived(row);
  }

  bytes(seq: number): Uint8Array | null {
    const bytes = this.#database.prepare("SELECT bytes FROM jobs WHERE seq = ?").get(seq)?.bytes;
    return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null;
  }

  uncertain(): number {
    const row = this.#database.prepare(`SELECT count(*) AS jobs FROM jobs WHERE ${TROUBLE} AND state = 'uncertain'`)
      .get();
    return Number(row?.jobs ?? 0);
  }

  #found(conditions: readonly Condition[], limit: number): readonly ArchivedJob[] {
    return this.#rows(COLUMNS, conditions, limit).map(archived);
  }

  #rows(columns: string, conditions: readonly Condition[], limit: number): Record<string, unknown>[] {
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
    return this.#database.prepare(`SELECT ${columns} FROM jobs ${where} ORDER BY seq DESC LIMIT ?`)
      .all(...conditions.flatMap(([, ...values]) => values), limit);
  }

  /** The newest first, as an index of them would give them. */
  async #lookThrough(
    words: readonly string[],
    conditions: readonly Condition[],
    limit: number,
  ): Promise<ArchivedJob[]> {
    const isMeant = finderOf(words);
    const found: ArchivedJob[] = [];
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const rows = this.#rows("seq, id, job", [...conditions, ["seq < ?", before]], LOOKED_THROUGH);
      for (const { seq, id, job } of rows) {
        if (!isMeant(String(id), job)) continue;
        const one = this.find(Number(seq));
        if (one !== null) found.push(one);
        if (found.length === limit) return found;
      }
      if (rows.length < LOOKED_THROUGH) return found;
      before = Number(rows.at(-1)?.seq);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** The newest job in the index. */
  #indexedTo(): number {
    return Number(this.#database.prepare("SELECT max(rowid) AS seq FROM job_words").get()?.seq ?? 0);
  }

  async #indexNew(): Promise<void> {
    while (this.#database.isOpen && this.#indexSome() === BATCH) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** An index that loses its end when the power goes is filled up from there: nobody has to wait for the disk. */
  #indexSome(): number {
    const rows = this.#database.prepare("SELECT seq, id, job FROM jobs WHERE seq > ? ORDER BY seq LIMIT ?")
      .all(this.#indexedTo(), BATCH);
    if (rows.length === 0) return 0;
    const insert = this.#database.prepare("INSERT INTO job_words (rowid, words) VALUES (?, ?)");
    unsynced(this.#database, () => {
      for (const { seq, id, job } of rows) insert.run(Number(seq), wordsOf(String(id), job));
    });
    unsynced(this.#database, () => {
      this.#database.prepare("INSERT INTO job_words (job_words, rank) VALUES ('merge', ?)").run(JOINED);
    });
    return rows.length;
  }
}

/** A row of `COLUMNS`. */
export function archived(row: Record<string, unknown>): ArchivedJob {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    job: typeof row.job === "string" ? JSON.parse(row.job) as Job : null,
    lane: row.lane === null ? null : String(row.lane),
    state: String(row.state),
    error: row.error === null ? null : String(row.error),
    attempts: Number(row.attempts),
    receivedAtMs: Number(row.received_at_ms),
    settledAtMs: row.settled_at_ms === null ? null : Number(row.settled_at_ms),
    hasPaper: row.has_paper === 1,
    response: typeof row.body === "string" ? JSON.parse(row.body) as PrintResponse : null,
  };
}
