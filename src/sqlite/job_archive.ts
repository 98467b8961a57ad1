import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { ArchivedJob, ArchiveQuery, JobArchive } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import { transaction } from "./database.ts";

/** Jobs made ready for the search in one go: a few milliseconds, between which jobs are printed. */
const BATCH = 100;
/** Characters of one job that can be found. */
const MOST_TEXT = 20_000;
/** Words of a search. */
const MOST_WORDS = 8;

/** What `archived` reads. */
export const COLUMNS =
  `jobs.seq, jobs.id, jobs.lane, jobs.state, jobs.attempts, jobs.received_at_ms, jobs.settled_at_ms,
  jobs.error, jobs.bytes IS NOT NULL AS has_paper, jobs.job,
  (SELECT body FROM responses WHERE job_id = jobs.id) AS body`;

/** The states that `jobs_of_trouble` has an index for, word for word as there. */
const TROUBLE = "state IN ('failed','expired','uncertain','rejected')";

/**
 * Looks into the history. The search goes by words that are indexed when somebody searches, not when jobs arrive: printing
 * pays nothing for it.
 */
export class SqliteArchive implements JobArchive {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async search({ text, states, lane, beforeSeq, limit }: ArchiveQuery): Promise<readonly ArchivedJob[]> {
    const conditions: string[] = [];
    const values: SQLInputValue[] = [];
    const add = (condition: string, ...given: SQLInputValue[]) => {
      conditions.push(condition);
      values.push(...given);
    };
    if (text.trim() !== "") {
      const words = text.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, MOST_WORDS) ?? [];
      if (words.length === 0) return [];
      await this.#indexNew();
      add("seq IN (SELECT rowid FROM job_words WHERE job_words MATCH ?)", words.map((word) => `"${word}"*`).join(" "));
    }
    if (beforeSeq !== null) add("seq < ?", beforeSeq);
    if (states !== null) {
      if (states.every((state) => TROUBLE.includes(`'${state}'`))) add(TROUBLE);
      add(`state IN (${states.map(() => "?").join(", ")})`, ...states);
    }
    if (lane !== null) add("lane = ?", lane);
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    return this.#database.prepare(`SELECT ${COLUMNS} FROM jobs ${where} ORDER BY seq DESC LIMIT ?`)
      .all(...values, limit).map(archived);
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

  async #indexNew(): Promise<void> {
    const next = this.#database.prepare(
      `SELECT seq, id, job FROM jobs WHERE seq > (SELECT coalesce(max(rowid), 0) FROM job_words) ORDER BY seq LIMIT ?`,
    );
    const insert = this.#database.prepare("INSERT INTO job_words (rowid, words) VALUES (?, ?)");
    for (;;) {
      const rows = next.all(BATCH);
      if (rows.length === 0) return;
      transaction(this.#database, () => {
        for (const { seq, id, job } of rows) insert.run(Number(seq), wordsOf(String(id), job));
      });
      if (rows.length < BATCH) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}

/** What a job can be found by. */
function wordsOf(id: string, stored: unknown): string {
  if (typeof stored !== "string") return id;
  const { documentName, type, data } = JSON.parse(stored) as Job;
  // Bytes as text are no words.
  const contents = type === "raw" ? "" : texts(data).join(" ").slice(0, MOST_TEXT);
  return `${id} ${documentName} ${type === "html" ? contents.replace(/<[^>]*>/g, " ") : contents}`;
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
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
