import {
  isCompared,
  MAX_TICKETS,
  orderKey,
  SAME_ORDER_MS,
  type TicketHistory,
  ticketHistory,
} from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import type { JobStore } from "../domain/ports.ts";
import { timeOfDay } from "./notices.ts";

/**
 * What the tickets that `lane` printed before a kitchen ticket mean for it; `undefined` for other jobs. Printed again, a
 * ticket gets the same answer: what came after it does not count. A store that cannot be read costs the comparison and
 * not the ticket; `failed` hears of it.
 */
export function historyOf(
  job: Job,
  lane: string,
  store: Pick<JobStore, "earlier">,
  failed: (problem: string) => void,
): TicketHistory | undefined {
  if (!isCompared(job)) return undefined;
  try {
    const key = orderKey(job) ?? "";
    const sinceMs = job.receivedAtMs - SAME_ORDER_MS;
    return ticketHistory(job.data, store.earlier(job.id, key, lane, sinceMs, MAX_TICKETS), timeOfDay);
  } catch (error) {
    failed(String(error));
    return undefined;
  }
}
