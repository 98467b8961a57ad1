import type { DatabaseSync } from "node:sqlite";
import type { Job } from "../domain/job.ts";
import type { Counted, EndedJobs, LaneBook, LaneRecord, Uncounted } from "../domain/lane_book.ts";
import { transaction } from "./database.ts";

const PRINTED = ["spooled", "printed"];
const FAILED = ["failed", "expired"];

/** What is known of lanes beside their jobs. Statements are made when somebody asks: nothing of this is on the way of a job. */
export class SqliteLaneBook implements LaneBook {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all(): readonly LaneRecord[] {
    return this.#database.prepare("SELECT * FROM lanes ORDER BY name").all().map((row) => ({
      lane: String(row.name),
      pausedAtMs: numberOf(row.paused_at_ms),
      handedTo: row.handed_to === null ? null : String(row.handed_to),
      handedAtMs: numberOf(row.handed_at_ms),
      printed: Number(row.printed),
      failed: Number(row.failed),
      sinceMs: numberOf(row.since_ms),
      rollAtMs: numberOf(row.roll_at_ms),
      rollMm: Number(row.roll_mm),
    }));
  }

  pause(lane: string, nowMs: number): boolean {
    return this.#database.prepare(
      `INSERT INTO lanes (name, paused_at_ms) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET paused_at_ms = excluded.paused_at_ms WHERE paused_at_ms IS NULL`,
    ).run(lane, nowMs).changes === 1;
  }

  resume(lane: string): boolean {
    return this.#database.prepare("UPDATE lanes SET paused_at_ms = NULL WHERE name = ? AND paused_at_ms IS NOT NULL")
      .run(lane).changes === 1;
  }

  handOver(lane: string, to: string, reason: string, nowMs: number): readonly Job[] {
    return transaction(this.#database, () => {
      this.#database.prepare(
        `INSERT INTO lanes (name, handed_to, handed_at_ms) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET handed_to = excluded.handed_to, handed_at_ms = excluded.handed_at_ms`,
      ).run(lane, to, nowMs);
      return this.forward(lane, to, reason);
    });
  }

  takeBack(lane: string, reason: string): { to: string; jobs: readonly Job[] } | null {
    return transaction(this.#database, () => {
      const to = this.#database.prepare("SELECT handed_to FROM lanes WHERE name = ?").get(lane)?.handed_to;
      if (typeof to !== "string") return null;
      this.#database.prepare("UPDATE lanes SET handed_to = NULL, handed_at_ms = NULL WHERE name = ?").run(lane);
      const rows = this.#database.prepare(
        `UPDATE jobs SET lane = ?1, diverted_from = NULL, divert_reason = NULL, not_before_ms = 0
         WHERE state = 'queued' AND lane = ?2 AND diverted_from = ?1 AND divert_reason = ?3 RETURNING job`,
      ).all(lane, to, reason);
      return { to, jobs: rows.map(jobOf) };
    });
  }

  forward(lane: string, to: string, reason: string): readonly Job[] {
    return this.#database.prepare(
      `UPDATE jobs SET lane = ?2, not_before_ms = 0,
         diverted_from = nullif(coalesce(diverted_from, lane), ?2),
         divert_reason = CASE WHEN coalesce(diverted_from, lane) = ?2 THEN NULL ELSE ?3 END
       WHERE state = 'queued' AND lane = ?1 
         AND NOT (json_extract(job, '$.isOwn') IS NOT NULL AND json_extract(job, '$.type') = 'test_page') RETURNING job`,
    ).all(lane, to, reason).map(jobOf);
  }

  ended(sinceMs: number): ReadonlyMap<string, EndedJobs> {
    const ended = new Map<string, { printed: number; failed: number }>();
    const rows = this.#database.prepare(
      `SELECT lane, state, count(*) AS jobs FROM jobs
       WHERE settled_at_ms >= ? AND lane IS NOT NULL AND error IS NOT 'cancelled' GROUP BY lane, state`,
    ).all(sinceMs);
    for (const { lane, state, jobs } of rows) {
      const sums = ended.get(String(lane)) ?? { printed: 0, failed: 0 };
      if (PRINTED.includes(String(state))) sums.printed += Number(jobs);
      if (FAILED.includes(String(state))) sums.failed += Number(jobs);
      ended.set(String(lane), sums);
    }
    return ended;
  }

  uncounted(limit: number): readonly Uncounted[] {
    // What a printer did not take is no paper, whatever bytes were made for it. Nothing is printed of what is cancelled.
    return this.#database.prepare(
      `SELECT jobs_to_count.seq, lane, CASE error WHEN 'cancelled' THEN 'cancelled' ELSE state END AS state, settled_at_ms,
         CASE WHEN state IN ('spooled', 'printed', 'uncertain') THEN bytes END AS bytes
       FROM jobs_to_count LEFT JOIN jobs ON jobs.seq = jobs_to_count.seq ORDER BY jobs_to_count.seq LIMIT ?`,
    ).all(limit).map((row) => ({
      seq: Number(row.seq),
      lane: row.lane === null ? null : String(row.lane),
      state: String(row.state),
      bytes: row.bytes instanceof Uint8Array ? row.bytes : null,
      settledAtMs: Number(row.settled_at_ms ?? 0),
    }));
  }

  count(jobs: readonly Counted[]): void {
    transaction(this.#database, () => {
      const done = this.#database.prepare("DELETE FROM jobs_to_count WHERE seq = ?");
      const add = this.#database.prepare(
        `INSERT INTO lanes (name, printed, failed, roll_mm, since_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET printed = printed + excluded.printed, failed = failed + excluded.failed,
           roll_mm = roll_mm + excluded.roll_mm, since_ms = coalesce(since_ms, excluded.since_ms)`,
      );
      for (const { seq, lane, state, mm, settledAtMs } of jobs) {
        if (done.run(seq).changes === 0 || lane === null) continue;
        add.run(lane, PRINTED.includes(state) ? 1 : 0, FAILED.includes(state) ? 1 : 0, mm, settledAtMs);
      }
    });
  }

  newRoll(lane: string, nowMs: number): void {
    this.#database.prepare(
      `INSERT INTO lanes (name, roll_at_ms) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET roll_at_ms = excluded.roll_at_ms, roll_mm = 0`,
    ).run(lane, nowMs);
  }
}

function numberOf(value: unknown): number | null {
  return value === null ? null : Number(value);
}

function jobOf(row: Record<string, unknown>): Job {
  return JSON.parse(String(row.job)) as Job;
}
