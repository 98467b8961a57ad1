import type { Job } from "./job.ts";
import { added, changesBetween, type Dish, merged, type OrderChanges } from "./kitchen_changes.ts";

/** A ticket of the same order that went to the same printer before. */
export interface EarlierTicket {
  readonly data: Job["data"];
  readonly receivedAtMs: number;
  /** `false`: nobody knows whether it came out. */
  readonly isSure: boolean;
}

/** An order number that comes again after this long is another order. */
export const SAME_ORDER_MS = 12 * 60 * 60_000;
/** Tickets of one order that are looked at. */
export const MAX_TICKETS = 200;

/** What the kitchen's earlier tickets mean for a new one, as its template sees it. */
export interface TicketHistory {
  /** `null`: the ticket is to be read for itself. */
  readonly changes:
    | OrderChanges & {
      /** Neither a dish nor a head line is other than before. */
      readonly none: boolean;
      /** Head lines that are other now, as they were: `table`, `guests`, `notes`. */
      readonly was: Readonly<Record<string, string>>;
    }
    | null;
  /** `null`: no ticket before that counts. */
  readonly previous: {
    /** Of the ticket that the changes count from: as its backend wrote it, else when it came; `null` without changes. */
    readonly time: string | null;
    /** Of a ticket of which nobody knows whether it came out; the changes leave it out. */
    readonly unsure_time: string | null;
  } | null;
}

/** Of a ticket that is to be read for itself. */
export const NO_HISTORY: TicketHistory = { changes: null, previous: null };

const HEAD = ["table", "guests", "notes"] as const;

/** What tells the tickets of one order and station from others, on one printer; `null` for jobs that are no such ticket. */
export function orderKey({ type, data }: Pick<Job, "type" | "data">): string | null {
  if (type !== "kitchen_ticket") return null;
  const order = textOf(data.order_number);
  return order === "" ? null : JSON.stringify([type, order, textOf(data.station).toLowerCase()]);
}

/** Whether a job is compared with earlier ones: a ticket of which its backend says that it carries the whole order. */
export function isCompared({ type, data }: Pick<Job, "type" | "data">): boolean {
  return data.full_order === true && orderKey({ type, data }) !== null;
}

/**
 * What changed since `earlier` (latest first), for a ticket that says `full_order`. Only such a ticket is compared: of one
 * that carries additions, what is missing is not cancelled. The order before is that of the latest ticket with the
 * whole order, and what later ones added to it. `clockTime` writes an instant as the time of day.
 */
export function ticketHistory(
  data: Job["data"],
  earlier: readonly EarlierTicket[],
  clockTime: (ms: number) => string,
): TicketHistory {
  if (data.full_order !== true || earlier.length === 0) return NO_HISTORY;
  const lastFull = earlier.findIndex((ticket) => ticket.isSure && ticket.data.full_order === true);
  // Without the first of its tickets nobody knows what the order was.
  if (lastFull < 0 && earlier.length >= MAX_TICKETS) return NO_HISTORY;
  const counted = lastFull < 0 ? earlier : earlier.slice(0, lastFull + 1);
  const timeOf = (ticket: EarlierTicket) => textOf(ticket.data.time) || clockTime(ticket.receivedAtMs);
  const unsure = counted.find(({ isSure }) => !isSure);
  const unsure_time = unsure === undefined ? null : timeOf(unsure);
  const sure = counted.filter(({ isSure }) => isSure);
  const [last] = sure;
  if (last === undefined) return { changes: null, previous: { time: null, unsure_time } };
  const before = sure.reduceRight<readonly Dish[]>(
    (order, ticket) =>
      ticket.data.full_order === true ? merged(dishesOf(ticket.data)) : added(order, dishesOf(ticket.data)),
    [],
  );
  const changes = changesBetween(before, dishesOf(data));
  const was: Record<string, string> = {};
  for (const field of HEAD) {
    // A ticket of additions may leave out what it does not change.
    const old = sure.find((ticket) => ticket.data.full_order === true || textOf(ticket.data[field]) !== "")
      ?.data[field];
    if (textOf(old) !== textOf(data[field])) was[field] = textOf(old);
  }
  const isSame = changes.items.length === 0 && Object.keys(was).length === 0;
  return { changes: { ...changes, none: isSame, was }, previous: { time: timeOf(last), unsure_time } };
}

/** The data was checked against the schema of its type when the job was accepted. */
function dishesOf(data: Job["data"]): readonly Dish[] {
  return (data.items ?? []) as readonly Dish[];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
