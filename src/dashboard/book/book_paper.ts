import type { Job } from "../../domain/job.ts";
import { ownJob } from "../../domain/own_job.ts";
import { dayOf } from "../../domain/reservation_day.ts";
import { orderOf } from "./orders.ts";
import { guestsOf, reservationsOf } from "./reservations.ts";
import type { ArchivedJob } from "../../domain/archive.ts";

/** What is put on paper. */
export type BookPart = "reservations" | "orders";

/** A book page on its way to a printer. */
export interface BookPaper {
  readonly part: BookPart;
  /** Of the reservations: `2026-03-08`. */
  readonly day: string;
  readonly jobs: readonly ArchivedJob[];
  /** Up to when the backend was heard; `null` when it never was. ms since 1970. */
  readonly asOfMs: number | null;
  readonly id: string;
  /** The title in the printer's queue. */
  readonly title: string;
  readonly nowMs: number;
}

/** A book page as a job of the type `book`: its template writes it in the language of the shop. Everything stands on it. */
export function bookJob({ part, day, jobs, asOfMs, id, title, nowMs }: BookPaper): Job {
  const asOf = asOfMs === null ? {} : { as_of: minuteOf(asOfMs) };
  const data = part === "orders"
    ? { kind: part, ...asOf, entries: jobs.map((job) => orderEntry(job, nowMs)) }
    : { kind: part, day, ...asOf, ...reservationEntries(day, jobs) };
  return ownJob({ id, type: "book", documentName: title, data, receivedAtMs: nowMs, isOwn: true });
}

function reservationEntries(day: string, jobs: readonly ArchivedJob[]): Record<string, unknown> {
  const found = reservationsOf(day, jobs);
  return {
    ...guestsOf(found),
    entries: found.map((one) => ({
      state: one.state === "expected" ? "" : one.state,
      moved_to: one.movedTo === null ? "" : [one.movedTo.day, one.movedTo.time ?? ""].join(" ").trim(),
      time: one.time ?? "",
      written: one.written,
      customer_name: one.name,
      number: one.number,
      party_size: one.persons,
      table: one.table,
      phone: one.phone,
      notes: one.notes,
    })),
  };
}

function orderEntry(job: ArchivedJob, nowMs: number): Record<string, unknown> {
  const { number, table, customer, items, total } = orderOf(job);
  const minute = minuteOf(job.receivedAtMs);
  return {
    time: minute.startsWith(dayOf(nowMs)) ? minute.slice(11) : minute,
    title: job.job?.documentName ?? "",
    customer_name: customer,
    ...{ number, table, items, total },
  };
}

function minuteOf(ms: number): string {
  return `${dayOf(ms)} ${new Date(ms).toTimeString().slice(0, 5)}`;
}
