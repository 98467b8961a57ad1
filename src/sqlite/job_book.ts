import type { DatabaseSync } from "node:sqlite";
import type { ArchivedJob } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import type { JobBook } from "../domain/job_book.ts";
import { dayOf, reservationDay } from "../domain/reservation_day.ts";
import { archived, COLUMNS } from "./job_archive.ts";

/** Jobs looked through in one go: a few milliseconds, between which jobs are printed. */
const BATCH = 400;
/** While nobody waits for it, printing has four fifths of the time. */
const PAUSE_MS = 10;
/** Orders that are remembered. */
const ORDERS = 200;

interface Told {
  readonly seq: number;
  /** The reservation's, which a later one of the same may have again. */
  readonly number: string | null;
}

/**
 * Reservations and orders. Which job is one is found out when somebody looks, not when jobs arrive, and remembered as long
 * as the program runs: printing pays nothing for it.
 */
export class SqliteBook implements JobBook {
  readonly #database: DatabaseSync;
  readonly #byDay = new Map<string, Told[]>();
  readonly #byNumber = new Map<string, number[]>();
  #orders: number[] = [];
  #readTo = 0;
  #preparing: Promise<void> | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async reservations(day: string, limit: number): Promise<readonly ArchivedJob[]> {
    await this.#readNew();
    const told = (this.#byDay.get(day) ?? []).slice(-limit);
    const alike = told.flatMap(({ number }) => number === null ? [] : this.#byNumber.get(number) ?? []);
    return this.#jobs([...new Set([...told.map(({ seq }) => seq), ...alike])], "ASC");
  }

  async orders(limit: number): Promise<readonly ArchivedJob[]> {
    await this.#readNew();
    return this.#jobs(this.#orders.slice(-limit), "DESC");
  }

  prepare(): Promise<void> {
    return this.#preparing ??= this.#readQuietly().finally(() => this.#preparing = null);
  }

  newestMs(): number | null {
    // A request that was refused came from the backend too.
    const row = this.#database.prepare(
      "SELECT received_at_ms FROM jobs WHERE copy_of IS NULL ORDER BY seq DESC LIMIT 1",
    )
      .get();
    return row === undefined ? null : Number(row.received_at_ms);
  }

  /** What was forgotten meanwhile is missing. */
  #jobs(seqs: readonly number[], order: "ASC" | "DESC"): ArchivedJob[] {
    return this.#database.prepare(
      `SELECT ${COLUMNS} FROM jobs WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq ${order}`,
    ).all(JSON.stringify(seqs)).map(archived);
  }

  async #readNew(): Promise<void> {
    while (this.#readSome() === BATCH) await new Promise((resolve) => setTimeout(resolve, 0));
  }

  async #readQuietly(): Promise<void> {
    while (this.#database.isOpen && this.#readSome() === BATCH) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  #readSome(): number {
    const rows = this.#database.prepare(
      `SELECT seq, CASE WHEN copy_of IS NULL THEN json_extract(job, '$.type') END AS type
       FROM jobs WHERE seq > ? ORDER BY seq LIMIT ?`,
    ).all(this.#readTo, BATCH);
    // Beside the type of every job, those few would make each row of it twice as dear.
    const whole = this.#database.prepare("SELECT received_at_ms AS ms, job FROM jobs WHERE seq = ?");
    for (const { seq, type } of rows) {
      this.#readTo = Number(seq);
      if (type === "receipt" || type === "kitchen_ticket") this.#orders.push(this.#readTo);
      if (type !== "reservation") continue;
      const { ms, job } = whole.get(this.#readTo) ?? {};
      this.#remember(this.#readTo, Number(ms), (JSON.parse(String(job)) as Job).data);
    }
    this.#orders = this.#orders.slice(-ORDERS);
    return rows.length;
  }

  #remember(seq: number, receivedAtMs: number, data: Job["data"]): void {
    const day = reservationDay(data, receivedAtMs) ?? dayOf(receivedAtMs);
    const number = String(data.confirmation_number ?? "").trim() || null;
    const ofDay = this.#byDay.get(day);
    if (ofDay === undefined) this.#byDay.set(day, [{ seq, number }]);
    else ofDay.push({ seq, number });
    if (number === null) return;
    const alike = this.#byNumber.get(number);
    if (alike === undefined) this.#byNumber.set(number, [seq]);
    else alike.push(seq);
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
