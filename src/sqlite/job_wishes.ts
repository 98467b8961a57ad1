import type { DatabaseSync } from "node:sqlite";
import type { Answer, JobWishes, Wish } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import { transaction } from "./database.ts";

/** The response of a job, owed to its backend; nobody is owed one for a copy. */
export const RESPOND = `INSERT INTO responses (job_id, body, owed)
  VALUES (?1, ?2, coalesce((SELECT copy_of IS NULL FROM jobs WHERE id = ?1), 1))
  ON CONFLICT (job_id) DO UPDATE SET body = excluded.body, owed = excluded.owed, tries = 0`;

const LATE: Wish = { is: "late" };

/** Changes that a person wishes for, each a transaction. What is no longer in the state for it stays as it is. */
export class SqliteWishes implements JobWishes {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  copy(seq: number, copyId: string, lane: string | null, nowMs: number): Wish {
    return transaction(this.#database, () => {
      if (this.#database.prepare("SELECT 1 FROM jobs WHERE id = ?").get(copyId) !== undefined) return { is: "twice" };
      // A copy of a copy is one more of the first paper.
      const row = this.#database.prepare(
        `UPDATE jobs SET copies = copies + 1
         WHERE id = (SELECT coalesce((SELECT id FROM jobs AS first WHERE first.id = jobs.copy_of), id) FROM jobs WHERE seq = ?)
           AND job IS NOT NULL AND state NOT IN ('queued', 'printing')
         RETURNING id, job, copies, priority, coalesce(diverted_from, lane) AS home`,
      ).get(seq);
      if (row === undefined) return LATE;
      const first = String(row.id);
      const { isLent: _, ...job } = JSON.parse(String(row.job)) as Job;
      const asked = { atMs: nowMs, firstMs: job.receivedAtMs, copyOf: first, copy: Number(row.copies) };
      const copy: Job = {
        ...job,
        ...{ id: copyId, openDrawer: false, copies: 1, expiresAtMs: null, receivedAtMs: nowMs, asked },
      };
      const target = lane ?? String(row.home);
      this.#database.prepare(
        `INSERT INTO jobs (id, lane, state, priority, job, received_at_ms, copy_of) VALUES (?, ?, 'queued', ?, ?, ?, ?)`,
      ).run(copyId, target, Number(row.priority), JSON.stringify(copy), nowMs, first);
      return { is: "done", job: copy, lane: target };
    });
  }

  own(job: Job, lane: string): Wish {
    // Whoever is a copy of something owes no response: here of itself.
    const { changes } = this.#database.prepare(
      `INSERT INTO jobs (id, lane, state, priority, job, received_at_ms, copy_of) VALUES (?1, ?2, 'queued', ?3, ?4, ?5, ?1)
       ON CONFLICT (id) DO NOTHING`,
    ).run(job.id, lane, job.priority, JSON.stringify(job), job.receivedAtMs);
    return changes === 1 ? { is: "done", job, lane } : { is: "twice" };
  }

  cancel(seq: number, answer: Answer, nowMs: number): Wish {
    return this.#answered(
      `UPDATE jobs SET state = 'failed', error = 'cancelled', settled_at_ms = ?2 WHERE seq = ?1 AND state = 'queued'
       RETURNING id, job, lane, attempts`,
      [seq, nowMs],
      answer,
    );
  }

  move(seq: number, lane: string, reason: string): Wish {
    const row = this.#database.prepare(
      `UPDATE jobs SET not_before_ms = 0, diverted_from = coalesce(diverted_from, lane), lane = ?2, divert_reason = ?3
       WHERE seq = ?1 AND state = 'queued' AND lane <> ?2 RETURNING job`,
    ).get(seq, lane, reason);
    return row === undefined ? LATE : { is: "done", job: JSON.parse(String(row.job)) as Job, lane };
  }

  isOnPaper(seq: number, answer: Answer): Wish {
    return this.#answered(
      `UPDATE jobs SET state = 'printed', error = NULL WHERE seq = ?1 AND state = 'uncertain'
       RETURNING id, job, lane, attempts`,
      [seq],
      answer,
    );
  }

  again(seq: number, nowMs: number): Wish {
    return transaction(this.#database, () => {
      const row = this.#database.prepare(
        `SELECT id, job, lane FROM jobs WHERE seq = ? AND state = 'uncertain' AND job IS NOT NULL`,
      ).get(seq);
      if (row === undefined) return LATE;
      const { isLent: _, ...first } = JSON.parse(String(row.job)) as Job;
      const { copyOf = null, copy = 1, firstMs = first.receivedAtMs } = first.asked ?? {};
      const job: Job = {
        ...first,
        openDrawer: false,
        expiresAtMs: null,
        asked: { atMs: nowMs, firstMs, copyOf, copy },
      };
      this.#database.prepare(
        `UPDATE jobs SET state = 'queued', not_before_ms = 0, doubts = 0, settled_at_ms = NULL, bytes = NULL, job = ?2,
           repeat_of_ms = coalesce(repeat_of_ms, claimed_at_ms, received_at_ms)
         WHERE seq = ?1`,
      ).run(seq, JSON.stringify(job));
      // Its answer comes when it has ended; the one of before is no longer true.
      this.#database.prepare("DELETE FROM responses WHERE job_id = ?").run(String(row.id));
      return { is: "done", job, lane: String(row.lane) };
    });
  }

  #answered(sql: string, values: number[], answer: Answer): Wish {
    return transaction(this.#database, () => {
      const row = this.#database.prepare(sql).get(...values);
      if (row === undefined) return LATE;
      const job = JSON.parse(String(row.job)) as Job;
      const lane = String(row.lane);
      this.#database.prepare(RESPOND).run(job.id, JSON.stringify(answer(job, lane, Number(row.attempts))));
      return { is: "done", job, lane };
    });
  }
}
