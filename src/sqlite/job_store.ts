import type { DatabaseSync } from "node:sqlite";
import { type EarlierTicket, orderKey } from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import type { Outcome, PrintResponse } from "../domain/outcome.ts";
import type { Backlog, ClaimedJob, InterruptedJob, JobStore, OwedResponse } from "../domain/ports.ts";
import { dayOf } from "../domain/reservation_day.ts";
import { isDamage, markDamaged } from "./damage.ts";
import { openDatabase, transaction } from "./database.ts";
import { SqliteArchive } from "./job_archive.ts";
import { registerReservationDay, SqliteBook } from "./job_book.ts";
import { RESPOND, SqliteWishes } from "./job_wishes.ts";
import { SqliteLaneBook } from "./lane_book.ts";
import { Statement } from "./statement.ts";

/**
 * A retry that lies further ahead than this was written under another clock: the PC's clock was set back meanwhile.
 * It is due at once rather than stuck. No backoff is this long.
 */
const LONGEST_WAIT_MS = 2 * 60_000;

const STATE_OF = { failed: "failed", expired: "expired", uncertain: "uncertain" } as const;

/** Jobs and owed responses in one SQLite file. Errors of SQLite (a full disk, a broken file) are thrown as they come. */
export class SqliteJobStore implements JobStore {
  readonly #database: DatabaseSync;
  readonly #statements;
  readonly archive: SqliteArchive;
  readonly book: SqliteBook;
  readonly wishes: SqliteWishes;
  readonly lanes: SqliteLaneBook;

  /** Opens or creates the file at `path`. Damage that it meets later is looked for thoroughly at the next start. */
  constructor(path: string) {
    this.#database = openDatabase(path);
    registerReservationDay(this.#database);
    this.#statements = prepare(this.#database, (error) => {
      if (isDamage(error)) markDamaged(path);
    });
    this.archive = new SqliteArchive(this.#database);
    this.book = new SqliteBook(this.#database);
    this.wishes = new SqliteWishes(this.#database);
    this.lanes = new SqliteLaneBook(this.#database);
  }

  together<T>(action: () => T): T {
    return transaction(this.#database, action);
  }

  enqueue(job: Job, lane: string): "accepted" | "duplicate" {
    const { changes } = this.#statements.enqueue.run(
      job.id,
      lane,
      job.priority,
      JSON.stringify(job),
      job.receivedAtMs,
      orderKey(job),
    );
    return changes === 1 ? "accepted" : "duplicate";
  }

  record(response: PrintResponse, nowMs: number): void {
    transaction(this.#database, () => {
      const { changes } = this.#statements.record.run(response.job_id, nowMs, nowMs);
      if (changes === 1) this.#statements.respond.run(response.job_id, JSON.stringify(response));
      else this.oweAgain(response.job_id);
    });
  }

  claim(lane: string, nowMs: number): ClaimedJob | null {
    const row = this.#statements.claim.get(nowMs, lane, nowMs, nowMs + LONGEST_WAIT_MS);
    return row === undefined ? null : claimed(row);
  }

  claimSome(lane: string, nowMs: number, most: number): readonly ClaimedJob[] {
    return this.together(() => {
      const heads = most > 1 ? this.#statements.plain.all(lane, most) : [];
      const plain = heads.findIndex(({ plain }) => plain !== 1);
      const count = Math.max(1, plain < 0 ? heads.length : plain);
      const taken: ClaimedJob[] = [];
      for (let next = this.claim(lane, nowMs); next !== null; next = this.claim(lane, nowMs)) {
        taken.push(next);
        if (taken.length === count) break;
      }
      return taken;
    });
  }

  settle(jobId: string, outcome: Outcome, response: PrintResponse | null, nowMs: number, bytes?: Uint8Array): void {
    transaction(this.#database, () => {
      if (outcome.kind === "retry") {
        const { notBeforeMs, code, repeatOfMs } = outcome;
        this.#statements.requeue.run(notBeforeMs, code, repeatOfMs ?? null, repeatOfMs === undefined ? 0 : 1, jobId);
      } else {
        const state = outcome.kind === "done" ? outcome.stage : STATE_OF[outcome.kind];
        const error = "code" in outcome ? outcome.code : null;
        this.#statements.finish.run(state, error, nowMs, bytes ?? null, jobId);
      }
      if (response !== null) this.#statements.respond.run(jobId, JSON.stringify(response));
    });
  }

  divert(jobId: string, lane: string, reason: string): void {
    this.#statements.divert.run(lane, reason, jobId);
  }

  waiting(lane: string, limit: number): readonly Job[] {
    return this.#statements.waiting.all(lane, limit).map((row) => JSON.parse(String(row.job)) as Job);
  }

  prune(beforeMs: number, limit: number): number {
    return Number(this.#statements.prune.run(beforeMs, dayOf(beforeMs), limit).changes);
  }

  /**
   * Counts one more paper of a job that has ended, asked for by a person: the job, the lane it was meant
   * for, and which copy it is (2 and more).
   * `jobId` null is the job that was printed last. `null` when there is no such job, or it has not ended yet.
   */
  copy(jobId: string | null): { readonly job: Job; readonly lane: string; readonly copy: number } | null {
    const row = jobId === null ? this.#statements.copyLast.get() : this.#statements.copy.get(jobId);
    if (row === undefined) return null;
    return { job: JSON.parse(String(row.job)) as Job, lane: String(row.home), copy: Number(row.copies) };
  }

  earlier(jobId: string, key: string, lane: string, sinceMs: number, limit: number): readonly EarlierTicket[] {
    return this.#statements.earlier.all(key, lane, sinceMs, jobId, jobId, limit).map((row) => {
      const { data, receivedAtMs } = JSON.parse(String(row.job)) as Job;
      return { data, receivedAtMs, isSure: row.state !== "uncertain" };
    });
  }

  backlog(): readonly Backlog[] {
    return this.#statements.backlog.all().map(({ lane, jobs, oldest }) => ({
      lane: String(lane),
      jobs: Number(jobs),
      oldestMs: Number(oldest),
    }));
  }

  waitingLanes(): readonly string[] {
    return this.#statements.lanes.all().map((row) => String(row.lane));
  }

  nextAtMs(lane: string): number | null {
    const row = this.#statements.next.get(lane);
    return row === undefined ? null : Number(row.not_before_ms);
  }

  interrupted(): readonly InterruptedJob[] {
    return this.#statements.interrupted.all().map((row) => ({
      ...claimed(row),
      lane: String(row.lane),
      claimedAtMs: Number(row.claimed_at_ms),
    }));
  }

  oweAgain(jobId: string): boolean {
    return this.#statements.oweAgain.run(jobId).changes === 1;
  }

  owedResponses(limit: number, isKnown = (_jobId: string) => false): readonly OwedResponse[] {
    return this.#statements.owed.all(limit).filter((row) => !isKnown(String(row.job_id))).map((row) => ({
      jobId: String(row.job_id),
      response: JSON.parse(String(row.body)) as PrintResponse,
      unconfirmedTries: Number(row.tries),
    }));
  }

  responseConfirmed(jobId: string): void {
    this.#statements.confirmed.run(jobId);
  }

  responseUnconfirmed(jobId: string): void {
    this.#statements.unconfirmed.run(jobId);
  }

  close(): void {
    this.#database.close();
  }
}

function prepare(database: DatabaseSync, failed: (error: unknown) => void) {
  const statement = (sql: string) => new Statement(database, sql, failed);
  return {
    enqueue: statement(
      `INSERT INTO jobs (id, lane, state, priority, job, received_at_ms, order_key)
       VALUES (?, ?, 'queued', ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
    ),
    record: statement(
      `INSERT INTO jobs (id, state, received_at_ms, settled_at_ms) VALUES (?, 'rejected', ?, ?)
       ON CONFLICT (id) DO NOTHING`,
    ),
    // The head of the lane or nothing: a job that waits for its retry holds back those behind it, so order is kept.
    claim: statement(
      `UPDATE jobs SET state = 'printing', attempts = attempts + 1, claimed_at_ms = ?
       WHERE seq = (SELECT seq FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY priority DESC, seq LIMIT 1)
         AND (not_before_ms <= ? OR not_before_ms > ?)
       RETURNING job, attempts, doubts, repeat_of_ms, diverted_from, divert_reason`,
    ),
    plain: statement(
      `SELECT attempts = 0 AND diverted_from IS NULL AND order_key IS NULL
         AND json_extract(job, '$.isLent') IS NULL AS plain
       FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY priority DESC, seq LIMIT ?`,
    ),
    requeue: statement(
      `UPDATE jobs SET state = 'queued', not_before_ms = ?, error = ?, repeat_of_ms = coalesce(repeat_of_ms, ?),
         doubts = doubts + ?
       WHERE id = ? AND state = 'printing'`,
    ),
    finish: statement(
      `UPDATE jobs SET state = ?, error = ?, settled_at_ms = ?, bytes = ?
       WHERE id = ? AND state IN ('queued', 'printing')`,
    ),
    divert: statement(
      `UPDATE jobs SET state = 'queued', not_before_ms = 0, diverted_from = lane, lane = ?, divert_reason = ?
       WHERE id = ? AND state = 'printing'`,
    ),
    backlog: statement(
      `SELECT lane, count(*) AS jobs, min(received_at_ms) AS oldest FROM (
         SELECT lane, received_at_ms FROM jobs WHERE state = 'queued'
         UNION ALL SELECT lane, received_at_ms FROM jobs WHERE state = 'printing')
       GROUP BY lane ORDER BY lane`,
    ),
    copy: statement(
      `UPDATE jobs SET copies = copies + 1 WHERE id = ? AND job IS NOT NULL AND state NOT IN ('queued', 'printing')
       RETURNING job, copies, coalesce(diverted_from, lane) AS home`,
    ),
    copyLast: statement(
      `UPDATE jobs SET copies = copies + 1 WHERE seq = (
         SELECT seq FROM jobs WHERE state IN ('spooled', 'printed') ORDER BY settled_at_ms DESC, seq DESC LIMIT 1)
       RETURNING job, copies, coalesce(diverted_from, lane) AS home`,
    ),
    // Printed later than it, a ticket that came before it (of less priority) is not what it was compared with.
    earlier: statement(
      `SELECT job, state FROM jobs
       WHERE order_key = ? AND coalesce(diverted_from, lane) = ? AND received_at_ms > ?
         AND state IN ('spooled', 'printed', 'uncertain')
         AND seq < coalesce((SELECT seq FROM jobs WHERE id = ?), 9e18)
         AND settled_at_ms <= coalesce((SELECT settled_at_ms FROM jobs WHERE id = ?), 9e18)
       ORDER BY seq DESC LIMIT ?`,
    ),
    waiting: statement(
      `SELECT job FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY priority DESC, seq LIMIT ?`,
    ),
    prune: statement(
      `DELETE FROM jobs WHERE seq IN (
         SELECT seq FROM jobs WHERE settled_at_ms < ?
           AND NOT EXISTS (SELECT 1 FROM responses WHERE job_id = jobs.id AND owed = 1)
           AND (copy_of IS NOT NULL OR reservation_day(job) < ?)
         ORDER BY settled_at_ms LIMIT ?)`,
    ),
    respond: statement(RESPOND),
    lanes: statement(`SELECT DISTINCT lane FROM jobs WHERE state = 'queued'`),
    next: statement(
      `SELECT not_before_ms FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY priority DESC, seq LIMIT 1`,
    ),
    interrupted: statement(
      `SELECT job, attempts, doubts, repeat_of_ms, diverted_from, divert_reason, lane, claimed_at_ms
       FROM jobs WHERE state = 'printing' ORDER BY seq`,
    ),
    oweAgain: statement(`UPDATE responses SET owed = 1, tries = 0 WHERE job_id = ?`),
    owed: statement(
      `SELECT job_id, body, tries FROM responses WHERE owed = 1 ORDER BY rowid LIMIT ?`,
    ),
    // The picture of a dry run is a hundred times as large as the rest, and nobody asks for it twice.
    confirmed: statement(
      `UPDATE responses SET owed = 0, body = CASE WHEN json_valid(body) AND json_type(body, '$.dry_run.svg') = 'text'
         THEN json_set(body, '$.dry_run.svg', NULL) ELSE body END
       WHERE job_id = ?`,
    ),
    unconfirmed: statement(`UPDATE responses SET tries = tries + 1 WHERE job_id = ?`),
  };
}

function claimed(row: Record<string, unknown>): ClaimedJob {
  return {
    job: JSON.parse(String(row.job)) as Job,
    attempts: Number(row.attempts),
    doubts: Number(row.doubts),
    repeatOfMs: row.repeat_of_ms === null ? null : Number(row.repeat_of_ms),
    diverted: row.diverted_from === null
      ? null
      : { from: String(row.diverted_from), reason: String(row.divert_reason) },
  };
}
