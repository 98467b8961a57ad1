import type { DatabaseSync } from "node:sqlite";
import type { ArchivedJob } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import type { JobBook } from "../domain/job_book.ts";
import { dayOf, reservationDay } from "../domain/reservation_day.ts";
import { transaction } from "./database.ts";
import { archived, COLUMNS } from "./job_archive.ts";

/** Jobs looked through in one go: a few milliseconds, between which jobs are printed. */
const BATCH = 400;

const TYPES = "('reservation','receipt','kitchen_ticket')";

/**
 * Reservations and orders. Which job is one is written down when somebody looks, not when jobs arrive: printing pays
 * nothing for it.
 */
export class SqliteBook implements JobBook {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async reservations(day: string, limit: number): Promise<readonly ArchivedJob[]> {
    await this.#readNew();
    return this.#database.prepare(
      `WITH of_day AS (SELECT seq, number FROM book WHERE day = ?1 ORDER BY seq DESC LIMIT ?2)
       SELECT ${COLUMNS} FROM jobs WHERE seq IN (
         SELECT seq FROM of_day
         UNION SELECT book.seq FROM of_day JOIN book ON book.number = of_day.number)
       ORDER BY seq`,
    ).all(day, limit).map(archived);
  }

  async orders(limit: number): Promise<readonly ArchivedJob[]> {
    await this.#readNew();
    return this.#database.prepare(
      `SELECT ${COLUMNS} FROM jobs WHERE seq IN (SELECT seq FROM book WHERE day IS NULL ORDER BY seq DESC LIMIT ?)
       ORDER BY seq DESC`,
    ).all(limit).map(archived);
  }

  newestMs(): number | null {
    // A request that was refused came from the backend too.
    const row = this.#database.prepare(
      "SELECT received_at_ms FROM jobs WHERE copy_of IS NULL ORDER BY seq DESC LIMIT 1",
    )
      .get();
    return row === undefined ? null : Number(row.received_at_ms);
  }

  async #readNew(): Promise<void> {
    while (this.#readSome() === BATCH) await new Promise((resolve) => setTimeout(resolve, 0));
  }

  #readSome(): number {
    return transaction(this.#database, () => {
      const rows = this.#database.prepare(
        `SELECT seq, received_at_ms, copy_of IS NULL AND job IS NOT NULL AND json_extract(job, '$.type') IN ${TYPES} AS is_ours
         FROM jobs WHERE seq > coalesce((SELECT seq FROM book_read), 0) ORDER BY seq LIMIT ?`,
      ).all(BATCH);
      const find = this.#database.prepare("SELECT job FROM jobs WHERE seq = ?");
      const insert = this.#database.prepare("INSERT INTO book (seq, day, number) VALUES (?, ?, ?)");
      for (const { seq, received_at_ms, is_ours } of rows) {
        if (is_ours !== 1) continue;
        const { type, data } = JSON.parse(String(find.get(Number(seq))?.job)) as Job;
        const receivedAtMs = Number(received_at_ms);
        const isReservation = type === "reservation";
        const day = isReservation ? reservationDay(data, receivedAtMs) ?? dayOf(receivedAtMs) : null;
        const number = isReservation && data.confirmation_number !== undefined
          ? String(data.confirmation_number).trim() || null
          : null;
        insert.run(Number(seq), day, number);
      }
      const last = rows.at(-1);
      if (last !== undefined) {
        this.#database.prepare(
          "INSERT INTO book_read (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq",
        ).run(Number(last.seq));
      }
      return rows.length;
    });
  }
}

/** Makes `reservation_day(job)` known to SQL: the day of a stored reservation, `''` for every other job. */
export function registerReservationDay(database: DatabaseSync): void {
  database.function("reservation_day", (stored) => {
    if (typeof stored !== "string" || !stored.includes('"type":"reservation"')) return "";
    const { type, data, receivedAtMs } = JSON.parse(stored) as Job;
    return type === "reservation" ? reservationDay(data, receivedAtMs) ?? "" : "";
  });
}
