import type { ArchivedJob } from "../../domain/archive.ts";
import { dayOf, reservationDay, reservationTime } from "../../domain/reservation_day.ts";

/** One reservation of a day as it is now, in the words it came with. */
export interface Reservation {
  readonly job: ArchivedJob;
  /** `20:30`; `null` where it cannot be told. */
  readonly time: string | null;
  /** The day and time as they were written, where they are no `20:30` of this day. */
  readonly written: string;
  readonly name: string;
  readonly persons: string;
  readonly table: string;
  readonly phone: string;
  readonly notes: string;
  readonly number: string;
  readonly state: "expected" | "changed" | "cancelled" | "moved";
  /** Where a moved one is now. */
  readonly movedTo: { readonly day: string; readonly time: string | null } | null;
}

/** What backends call a reservation that is off, in the languages of the page. */
const CANCELLED = /^(?:cancell?ed|cancell?ation|deleted|no[_ -]?show|anul|annull|storn|abgesagt|ακυρ)/i;

/**
 * The reservations of a day from the jobs that told of them, by time. Of those with the same number and name the latest counts;
 * an earlier one is shown on its day as moved. Printed twice or on two printers it is one. Never throws.
 */
export function reservationsOf(day: string, jobs: readonly ArchivedJob[]): Reservation[] {
  const versions = new Map<string, ArchivedJob[]>();
  for (const job of jobs) {
    const key = keyOf(job);
    versions.set(key, [...versions.get(key) ?? [], job]);
  }
  const found = [...versions.values()].flatMap((told) => {
    const ofDay = told.filter((job) => dayOfJob(job) === day);
    const [own, latest] = [ofDay.at(-1), told.at(-1)];
    if (own === undefined || latest === undefined) return [];
    if (dayOfJob(latest) !== day) {
      return [entry(own, day, "moved", { day: dayOfJob(latest), time: reservationTime(fieldsOf(latest)) })];
    }
    const isChanged = told.some((job) => essence(job) !== essence(latest));
    return [entry(latest, day, isOff(latest) ? "cancelled" : isChanged ? "changed" : "expected", null)];
  });
  const at = ({ time }: Reservation) => time ?? "99";
  return found.sort((left, right) =>
    at(left) < at(right) ? -1 : at(left) > at(right) ? 1 : left.job.seq - right.job.seq
  );
}

/** How many guests are expected, as far as their numbers can be read. */
export function guestsOf(reservations: readonly Reservation[]): { readonly groups: number; readonly persons: number } {
  const expected = reservations.filter(({ state }) => state === "expected" || state === "changed");
  const persons = expected.map((one) => /^\d{1,4}\b/.exec(one.persons.trim())?.[0] ?? "0");
  return { groups: expected.length, persons: persons.reduce((sum, count) => sum + Number(count), 0) };
}

function entry(
  job: ArchivedJob,
  day: string,
  state: Reservation["state"],
  movedTo: Reservation["movedTo"],
): Reservation {
  const data = fieldsOf(job);
  const time = reservationTime(data);
  const isReadable = reservationDay(data, job.receivedAtMs) === day;
  const written = [isReadable ? "" : textOf(data.date), time === null ? textOf(data.time) : ""];
  return {
    ...{ job, time, state, movedTo },
    written: written.filter((text) => text !== "").join(" "),
    name: textOf(data.customer_name),
    persons: textOf(data.party_size),
    table: textOf(data.table_number),
    phone: textOf(data.phone),
    notes: textOf(data.notes),
    number: textOf(data.confirmation_number),
  };
}

/** The same number may be given to another guest on another day: the name belongs to it. */
function keyOf(job: ArchivedJob): string {
  const data = fieldsOf(job);
  const number = textOf(data.confirmation_number);
  const name = textOf(data.customer_name).toLowerCase().replace(/\s+/g, " ");
  return number === "" ? essence(job) : JSON.stringify([number, name]);
}

function essence(job: ArchivedJob): string {
  const data = fieldsOf(job);
  const fields = ["customer_name", "date", "time", "party_size", "table_number", "phone", "notes", "status"];
  return JSON.stringify(fields.map((key) => textOf(data[key])));
}

function isOff(job: ArchivedJob): boolean {
  const data = fieldsOf(job);
  const isFlagged = ["true", "1", "yes"].includes(textOf(data.cancelled ?? data.canceled).toLowerCase());
  return isFlagged || CANCELLED.test(textOf(data.status));
}

function dayOfJob(job: ArchivedJob): string {
  return reservationDay(fieldsOf(job), job.receivedAtMs) ?? dayOf(job.receivedAtMs);
}

function fieldsOf({ job }: ArchivedJob): Readonly<Record<string, unknown>> {
  return job?.data ?? {};
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).trim().slice(0, 500)
    : "";
}
