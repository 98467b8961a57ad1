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
import type { Notify } from "./events.ts";
import { timeOfDay } from "./notices.ts";

/**
 * What the tickets that `lane` printed before a kitchen ticket mean for it; `undefined` for other jobs. Printed again, a
 * ticket gets the same answer: what came after it does not count. A store that cannot be read costs the comparison and
 * not the ticket.
 */
export function historyOf(
  job: Job,
  lane: string,
  store: Pick<JobStore, "earlier">,
  notify: Notify,
): TicketHistory | undefined {
  if (!isCompared(job)) return undefined;
  try {
    const key = orderKey(job) ?? "";
    const sinceMs = (job.asked?.firstMs ?? job.receivedAtMs) - SAME_ORDER_MS;
    return ticketHistory(
      job.data,
      store.earlier(job.asked?.copyOf ?? job.id, key, lane, sinceMs, MAX_TICKETS),
      timeOfDay,
    );
  } catch (error) {
    notify({ event: "fault", where: `earlier tickets of ${job.documentName}`, problem: String(error) });
    return undefined;
  }
}
